using Xunit;

namespace TraceToll.Tests.EndToEnd;

/// <summary>Tests that measure for real: one at a time, and beside no other test.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class Measuring
{
    public const string Name = "measuring";
}
