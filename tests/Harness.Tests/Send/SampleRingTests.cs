using TraceToll.Agent.Send;
using Xunit;

namespace TraceToll.Tests.Send;

public class SampleRingTests
{
    [Fact]
    public void Gives_back_what_it_took_in_order()
    {
        var ring = new SampleRing(4);

        for (var round = 0; round < 5; round++)
        {
            var samples = Enumerable.Range(round * 3, 3).Select(i => new Sample(i, i + 1, i + 2, i + 3)).ToList();
            samples.ForEach(sample => ring.Write(sample));

            Assert.Equal(samples, ReadAll(ring));
        }

        Assert.Equal(0, ring.Dropped);
    }

    [Fact]
    public void Drops_and_counts_what_finds_no_room()
    {
        var ring = new SampleRing(4);

        for (var i = 0; i < 7; i++)
        {
            ring.Write(new Sample(i, 0, 0, 0));
        }

        Assert.Equal(3, ring.Dropped);
        Assert.Equal([0L, 1, 2, 3], ReadAll(ring).Select(sample => sample.Sequence));

        ring.Write(new Sample(8, 0, 0, 0));
        Assert.Equal([8L], ReadAll(ring).Select(sample => sample.Sequence));
        Assert.Equal(3, ring.Dropped);
    }

    [Fact]
    public void Loses_and_tears_nothing_between_two_threads()
    {
        const int Samples = 500_000;
        var ring = new SampleRing(1024);
        var writer = new Thread(() =>
        {
            for (var i = 0L; i < Samples; i++)
            {
                ring.Write(new Sample(i, i * 3, i * 5, i * 7));
            }
        });

        long read = 0, last = -1;
        writer.Start();
        while (true)
        {
            // Asked before reading: what was written by then is read below.
            var written = !writer.IsAlive;
            while (ring.TryRead(out var sample))
            {
                Assert.True(sample.Sequence > last);
                Assert.Equal((sample.Sequence * 3, sample.Sequence * 5, sample.Sequence * 7), (sample.DueNs, sample.SentNs, sample.ReceivedNs));
                last = sample.Sequence;
                read++;
            }

            if (written)
            {
                break;
            }
        }

        Assert.Equal(Samples, read + ring.Dropped);
    }

    private static List<Sample> ReadAll(SampleRing ring)
    {
        List<Sample> samples = [];
        while (ring.TryRead(out var sample))
        {
            samples.Add(sample);
        }

        return samples;
    }
}
