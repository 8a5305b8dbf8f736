using TraceToll.Recordings;
using TraceToll.Recordings.Import;
using Xunit;

namespace TraceToll.Tests.Import;

/// <summary>Whatever is done to a report, it is read or refused with a reason, and no run gets lost without a word.</summary>
public class ReportDamageTests
{
    private const int Seed = 20201101;

    [Fact]
    public void Cut_off_anywhere_it_is_read_or_refused()
    {
        var bytes = ReportSamples.OriginBytes;
        var ends = Enumerable.Range(0, bytes.Length + 1).Select(length => Runs(bytes[..length])).ToList();

        Assert.Equal(12, ends[^1]);
        // Until the first table is whole there is nothing to read.
        Assert.All(ends[..(FirstEnd(bytes) - 1)], runs => Assert.Null(runs));
        Assert.Equal(Enumerable.Range(1, 12), ends.OfType<int>().Distinct());
    }

    [Fact]
    public void With_one_byte_changed_it_is_whole_or_refused()
    {
        var random = new Random(Seed);
        var bytes = ReportSamples.OriginBytes;

        var read = Enumerable.Range(0, 1_500).Select(_ => Runs(Changed(bytes, random.Next(bytes.Length), random))).ToList();

        Assert.All(read.OfType<int>(), runs => Assert.Equal(12, runs));
        Assert.Contains(null, read);
        Assert.Contains(12, read);
    }

    [Fact]
    public void With_many_bytes_changed_it_is_whole_or_refused()
    {
        var random = new Random(Seed);

        for (var i = 0; i < 500; i++)
        {
            var bytes = ReportSamples.OriginBytes;
            for (var changes = random.Next(2, 30); changes > 0; changes--)
            {
                bytes = Changed(bytes, random.Next(bytes.Length), random);
            }

            Assert.True(Runs(bytes) is null or 12, $"change {i} of seed {Seed} lost runs");
        }
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        var random = new Random(Seed);

        for (var i = 0; i < 200; i++)
        {
            var bytes = new byte[random.Next(5_000)];
            random.NextBytes(bytes);

            Assert.Null(Runs(bytes));
        }
    }

    private static int FirstEnd(byte[] bytes) =>
        System.Text.Encoding.ASCII.GetString(bytes).IndexOf("received", StringComparison.Ordinal) + "received".Length;

    private static byte[] Changed(byte[] bytes, int at, Random random)
    {
        var changed = (byte[])bytes.Clone();
        changed[at] = (byte)random.Next(256);
        return changed;
    }

    /// <summary>How many runs are read; null when they are refused with a reason.</summary>
    private static int? Runs(byte[] bytes)
    {
        try
        {
            return ReportParser.Parse("report.md", ReportContent.Decode(bytes), null).Runs.Count;
        }
        catch (InvalidRecordingException refused)
        {
            Assert.StartsWith("report.md", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(refused.Message, char.IsControl);
            return null;
        }
    }
}
