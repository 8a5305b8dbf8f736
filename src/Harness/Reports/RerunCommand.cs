using System.Globalization;
using TraceToll.Recordings;
using TraceToll.Tracing;

namespace TraceToll.Reports;

/// <summary>The command that measures the same again: same load, modes, planted delay, plan, order of modes and budgets, on the same testbed.</summary>
public static class RerunCommand
{
    private const string UsualTestbed = "loopback";

    /// <summary>For a recording that was measured.</summary>
    /// <exception cref="InvalidOperationException">It was imported, so that there is nothing to measure again.</exception>
    public static string Of(RecordingManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var scenario = manifest is { Sources: null, Scenario: { } load } ? load
            : throw new InvalidOperationException("an imported recording was not measured here; measure it where it was");
        List<string> words = ["./tracetoll", "measure", "--scenario", scenario.ToText()];
        if (manifest.Testbed != UsualTestbed)
        {
            words.AddRange(["--testbed", manifest.Testbed]);
        }

        var script = manifest.Script is { } path ? Path.GetFileNameWithoutExtension(path) : null;
        var modes = manifest.Modes.Where(mode => !TracingMode.IsControlName(mode)).Select(mode => mode == script ? "script" : mode).ToList();
        if (modes.Count > 0)
        {
            words.AddRange(["--modes", string.Join(',', modes)]);
        }

        if (manifest.Script is { } file)
        {
            words.AddRange(["--script", file, .. (manifest.ScriptArguments ?? []).SelectMany(argument => (string[])["--script-arg", argument])]);
        }

        if (manifest is { PlantedDelayNs: { } delayNs, PlantedSide: { } side })
        {
            words.AddRange(["--planted-delay", string.Create(CultureInfo.InvariantCulture, $"{delayNs}ns"), "--planted-side", side]);
        }

        words.AddRange(["--side", manifest.Side, "--plan", manifest.Plan]);
        words.AddRange((manifest.Budgets ?? new Dictionary<string, string>()).SelectMany(budget => (string[])["--budget", $"{budget.Key}:{budget.Value}"]));
        if (manifest is { Exclusion: { } rule, ExcludedAfterwards: false })
        {
            words.AddRange(["--exclude", rule]);
        }

        return string.Join(' ', words.Select(Quoted));
    }

    /// <summary>The command that analyses a recording with this budget for one mode.</summary>
    public static string Analysis(string folder, string mode, Analysis.Budget budget) =>
        string.Join(' ', ((string[])["./tracetoll", "analyse", folder, "--budget", $"{mode}:{budget}"]).Select(Quoted));

    /// <summary>As a shell takes it for one word.</summary>
    private static string Quoted(string word) => word.Length > 0 && word.All(character => char.IsAsciiLetterOrDigit(character) || "-_./,=:%".Contains(character, StringComparison.Ordinal))
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
