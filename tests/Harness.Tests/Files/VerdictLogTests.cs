using TraceToll.Recordings;
using TraceToll.Reports;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Files;

public sealed class VerdictLogTests : IDisposable
{
    private static readonly LoggedVerdict Sample = new()
    {
        Test = "Ns.Suite.Costs",
        Row = "testbed: loopback, mode: idle",
        Testbed = "loopback",
        Mode = "idle",
        Baseline = "here/X",
        Kind = "regressed",
        Text = "idle: REGRESSED\n  ä\n",
        Received = true,
        At = new DateTimeOffset(2020, 11, 1, 19, 5, 46, TimeSpan.Zero),
    };

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Is_a_line_of_JSON_for_each_judgement()
    {
        VerdictLog.Add(_folder.Path, Sample);
        VerdictLog.Add(_folder.Path, Sample with { Test = null, Row = null, Baseline = null, Received = false, Kind = "within" });

        Assert.Equal(
            """
            {"test":"Ns.Suite.Costs","row":"testbed: loopback, mode: idle","testbed":"loopback","mode":"idle","baseline":"here/X","kind":"regressed","text":"idle: REGRESSED\n  ä\n","received":true,"at":"2020-11-01T19:05:46+00:00"}
            {"testbed":"loopback","mode":"idle","kind":"within","text":"idle: REGRESSED\n  ä\n","received":false,"at":"2020-11-01T19:05:46+00:00"}

            """,
            File.ReadAllText(_folder.File("verdicts.jsonl")));
        Assert.Equal([Sample, Sample with { Test = null, Row = null, Baseline = null, Received = false, Kind = "within" }], VerdictLog.Read(_folder.Path));
    }

    [Fact]
    public void Is_empty_where_nothing_was_judged() => Assert.Empty(VerdictLog.Read(_folder.Path));

    [Theory]
    [InlineData("{\"testbed\":\"loop")]
    [InlineData("null")]
    [InlineData("{}")]
    public void That_cannot_be_read_says_so(string line)
    {
        VerdictLog.Add(_folder.Path, Sample);
        File.AppendAllText(_folder.File("verdicts.jsonl"), line);

        Assert.StartsWith($"{_folder.File("verdicts.jsonl")} cannot be read: ", Assert.Throws<InvalidRecordingException>(() => VerdictLog.Read(_folder.Path)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
