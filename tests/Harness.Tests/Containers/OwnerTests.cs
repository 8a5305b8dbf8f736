using System.Globalization;
using TraceToll.Containers;
using Xunit;

namespace TraceToll.Tests.Containers;

/// <summary>What may be removed, and what may not: somebody else's is never.</summary>
public class OwnerTests
{
    private static readonly Owner First = Owner.Me with { ProcessId = 1, StartTicks = ProcessStart.Read(1)!.Value };

    public static TheoryData<string, IDictionary<string, string>?, bool> Cases => new()
    {
        { "no labels", null, false },
        { "somebody else's labels", new Dictionary<string, string> { ["com.example"] = "x" }, false },
        { "an owner that lives", Labels(First), false },
        { "an owner whose id another process has", Labels(First with { StartTicks = First.StartTicks + 1 }), true },
        { "an owner that is gone", Labels(Owner.Me with { ProcessId = int.MaxValue }), true },
        { "this process", Labels(Owner.Me), true },
        { "a boot that is over", Labels(First with { Boot = "earlier" }), true },
        { "processes that cannot be seen from here", Labels(First with { ProcessIds = "pid:[1]", StartTicks = 1 }), false },
        { "a label that cannot be read", new Dictionary<string, string>(Labels(Owner.Me)) { [Owner.Label] = "me" }, false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_left_over_when_nobody_can_want_it(string what, IDictionary<string, string>? labels, bool leftOver) =>
        Assert.True(Owner.IsLeftOver(labels) == leftOver, string.Create(CultureInfo.InvariantCulture, $"{what}: {!leftOver}"));

    private static Dictionary<string, string> Labels(Owner owner) => new(owner.Labels);
}
