using System.Globalization;
using System.Xml.Linq;
using TraceToll.GitHub.Nights;
using TraceToll.Reports;
using TraceToll.Tests.Support;

namespace TraceToll.Tests.GitHub;

/// <summary>Plays <c>dotnet test</c>: a script that leaves, session by session, the verdicts and results that a test has prepared.</summary>
internal sealed class FakeSuite : IDisposable
{
    private const string Script = """
        #!/usr/bin/env bash
        here=$(dirname -- "$0")
        number=$(($(cat -- "$here/count" 2>/dev/null || echo 0) + 1))
        echo "$number" >"$here/count"
        printf '%s\n' "$@" >"$here/arguments-$number"
        echo "running $number"
        if [ -e "$here/interrupt" ]; then kill -TERM "$PPID" && exec sleep 60; fi
        while [ $# -gt 0 ]; do
            if [ "$1" = --results-directory ]; then results=$2; fi
            shift
        done
        mkdir -p -- "$results" artifacts/tracetoll
        if [ -e "$here/$number.trx" ]; then cp -- "$here/$number.trx" "$results/"; fi
        if [ -d "$here/$number" ]; then cp -r -- "$here/$number/." artifacts/tracetoll/; fi
        exit "$(cat -- "$here/exit-$number")"

        """;

    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    private readonly TemporaryFolder _folder = new();
    private int _sessions;
    private int _recordings;

    private string Results => _folder.File(string.Create(CultureInfo.InvariantCulture, $"{_sessions}.trx"));

    public FakeSuite()
    {
        Directory.CreateDirectory(Path.Combine(Checkout, ".git"));
        File.WriteAllText(Program, Script);
        File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string Checkout => _folder.File("checkout");

    public string Program => _folder.File("fake dotnet");

    public List<string> Told { get; } = [];

    /// <summary>Prepares the next session.</summary>
    /// <param name="exitCode">What it ends with.</param>
    /// <param name="verdicts">What its tests say.</param>
    /// <param name="outcomes">What becomes of its tests, by name.</param>
    public FakeSuite Session(int exitCode, LoggedVerdict[] verdicts, params (string Test, string Outcome)[] outcomes)
    {
        var number = (++_sessions).ToString(CultureInfo.InvariantCulture);
        File.WriteAllText(_folder.File($"exit-{number}"), exitCode.ToString(CultureInfo.InvariantCulture));
        foreach (var verdict in verdicts)
        {
            var recording = Path.Combine(_folder.File(number), $"20261124T0118{++_recordings:00}");
            Directory.CreateDirectory(recording);
            VerdictLog.Add(recording, verdict);
        }

        if (outcomes.Length > 0)
        {
            var failed = outcomes.Where(each => each.Outcome == "Failed").Select(each => RunError($"[xUnit.net 00:00:01.33]     {each.Test} [FAIL]")).ToList();
            new XDocument(new XElement(Trx + "TestRun",
                new XElement(Trx + "Results", outcomes.Select(each => new XElement(
                    Trx + "UnitTestResult", new XAttribute("testName", each.Test), new XAttribute("outcome", each.Outcome),
                    new XElement(Trx + "Output", new XElement(Trx + "ErrorInfo", new XElement(Trx + "Message", $"no socket\nleft in {Checkout}/baselines")))))),
                new XElement(Trx + "ResultSummary", new XAttribute("outcome", failed.Count > 0 ? "Failed" : "Completed"), new XElement(Trx + "RunInfos", failed)))).Save(Results);
        }

        return this;
    }

    /// <summary>Has the test host of the last session that was prepared crash.</summary>
    /// <param name="error">What is said of it.</param>
    /// <param name="outcome">How the results end.</param>
    public void Crash(string? error, string outcome)
    {
        var results = XDocument.Load(Results);
        results.Descendants(Trx + "ResultSummary").Single().SetAttributeValue("outcome", outcome);
        results.Descendants(Trx + "RunInfos").Single().Add(error == null ? null : RunError(error));
        results.Save(Results);
    }

    /// <summary>Has the next session end what it was started by, before it has measured anything.</summary>
    public void Interrupt() => File.WriteAllText(_folder.File("interrupt"), "");

    /// <summary>Leaves a file in the recordings of the last session that was prepared.</summary>
    public void Leave(string path, string content)
    {
        var file = Path.Combine(_folder.File(_sessions.ToString(CultureInfo.InvariantCulture)), path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }

    public Task<Night> RunAsync(params string[] arguments) =>
        new NightRun(Checkout, new SuiteCommand(Program, ["test", "tests/Overhead"]), TimeProvider.System, Told.Add).RunAsync(arguments, CancellationToken.None);

    /// <summary>The arguments that a session was started with; null where there was no such session.</summary>
    public string[]? Arguments(int session) =>
        _folder.File(string.Create(CultureInfo.InvariantCulture, $"arguments-{session}")) is var file && File.Exists(file) ? File.ReadAllLines(file) : null;

    public static LoggedVerdict Verdict(string test, string kind, string row = "testbed: remote, mode: idle") => new()
    {
        Test = test,
        Row = row,
        Testbed = "remote",
        Mode = "idle",
        // What could not be measured is not held against a baseline.
        Baseline = kind == "invalid" ? null : $"ec2-c5n.xlarge/{test}",
        Kind = kind,
        Text = $"{test}: {kind}\n",
        At = Nights.First,
    };

    public void Dispose() => _folder.Dispose();

    private static XElement RunError(string text) => new(Trx + "RunInfo", new XAttribute("outcome", "Error"), new XElement(Trx + "Text", text));
}
