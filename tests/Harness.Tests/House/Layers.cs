using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace TraceToll.Tests.House;

/// <summary>Data goes one way through the folders of src/Harness: what is later may use what is earlier, never the other way.</summary>
public partial class Layers
{
    private static readonly string[] Order = ["Scenarios", "Hosts", "Tracing", "Recordings", "Experiments", "Analysis", "Baselines", "Reports"];

    // What is made from a recording must be possible without a host, an agent or a tracer that runs.
    private static readonly string[] TouchesHosts = ["Hosts", "Experiments"];

    [Fact]
    public void No_folder_reaches_back()
    {
        var wrong =
            from folder in Order
            from file in Directory.EnumerateFiles(Path.Combine(Harness(), folder), "*.cs", SearchOption.AllDirectories)
            from Match use in Use().Matches(File.ReadAllText(file))
            let used = use.Groups[1].Value
            where Array.IndexOf(Order, used) > Array.IndexOf(Order, folder)
                || (Array.IndexOf(Order, folder) > Array.IndexOf(Order, "Experiments") && TouchesHosts.Contains(used))
            select $"{Path.GetFileName(file)} in {folder} uses {used}";

        Assert.Equal([], wrong);
    }

    [Fact]
    public void Every_folder_has_its_place() =>
        Assert.Equal(Order.Order(), Directory.GetDirectories(Harness()).Select(Path.GetFileName).Where(name => name is not ("bin" or "obj")).Order());

    private static string Harness([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "src", "Harness"));

    [GeneratedRegex(@"TraceToll\.(\w+)")]
    private static partial Regex Use();
}
