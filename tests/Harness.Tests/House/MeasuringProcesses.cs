using System.Text.Json;
using System.Xml.Linq;
using TraceToll.Tests.Docs;
using Xunit;

namespace TraceToll.Tests.House;

/// <summary>What measures must not disturb it: where the loops spin on every CPU, whatever else it does takes one from them.</summary>
public class MeasuringProcesses
{
    [Theory]
    [InlineData("src/Cli/Cli.csproj")]
    [InlineData("tests/Overhead/Overhead.csproj")]
    [InlineData("benchmarks/Benchmarks.csproj")]
    [InlineData("benchmarks/Calibration/Calibration.csproj")]
    public void Have_the_settings_that_users_get(string project) =>
        Assert.Contains("src/Harness/TraceToll.props", XElement.Load(DocumentPage.Path(project)).Elements("Import").Select(import =>
            Path.GetRelativePath(DocumentPage.Path("."), Path.Combine(DocumentPage.Path(project), "..", (string)import.Attribute("Project")!))));

    [Theory]
    [InlineData("TraceToll.Cli")]
    [InlineData("TraceToll.Calibration")]
    public void Compile_nothing_twice_and_never_spin_for_work(string process)
    {
        using var configuration = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, $"{process}.runtimeconfig.json")));
        var properties = configuration.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties");

        Assert.False(properties.GetProperty("System.Runtime.TieredCompilation").GetBoolean());
        Assert.False(properties.GetProperty("System.GC.Concurrent").GetBoolean());
        Assert.Equal(0, properties.GetProperty("System.Threading.ThreadPool.UnfairSemaphoreSpinLimit").GetInt32());
    }
}
