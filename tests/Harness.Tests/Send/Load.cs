using Xunit;

namespace TraceToll.Tests.Send;

/// <summary>Tests that put load on the machine: one at a time, and none beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class Load
{
    public const string Name = "load";
}
