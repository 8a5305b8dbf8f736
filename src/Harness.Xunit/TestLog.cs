using TraceToll.Baselines;
using TraceToll.Recordings;
using TraceToll.Reports;

namespace TraceToll.Xunit;

/// <summary>Notes what the running test found of a recording, for who reads a night's recordings afterwards.</summary>
internal static class TestLog
{
    public static void Add(string folder, RecordingManifest manifest, string mode, string kind, string text, BaselineCheck? check = null)
    {
        VerdictLog.Add(folder, new LoggedVerdict
        {
            Test = RunningTest.Current?.Test,
            Row = RunningTest.Current?.Row,
            Testbed = manifest.Testbed,
            Mode = mode,
            Baseline = check?.Pair.ToString(),
            Kind = kind.ToLowerInvariant(),
            Text = text,
            Received = check?.IsReceived == true,
            At = TimeProvider.System.GetUtcNow(),
        });
        SuiteSummary.Judged(folder, kind.ToLowerInvariant(), text);
    }
}
