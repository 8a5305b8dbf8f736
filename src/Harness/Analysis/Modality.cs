using Perfolizer.Mathematics.Multimodality;
using Pragmastat;

namespace TraceToll.Analysis;

/// <summary>The heaps that round trips of a mode fall into.</summary>
/// <param name="Mode">The tracing mode.</param>
/// <param name="PeaksNs">Where the heaps are highest, ns, ascending.</param>
/// <remarks>Source: Akinshin, Lowland multimodality detection (2020), as Perfolizer has it.</remarks>
public sealed record Modality(string Mode, IReadOnlyList<double> PeaksNs)
{
    private const int Points = 1_000;
    // The tail is no heap, whatever a detector makes of its gaps.
    private const double From = 0.005;
    private const double To = 0.95;

    internal static Modality? Of(string mode, IReadOnlyList<Unit> units)
    {
        (long Ns, long Count)[] buckets = [.. units.SelectMany(unit => unit.Buckets).GroupBy(bucket => bucket.Ns)
            .Select(same => (same.Key, same.Sum(bucket => bucket.Count))).OrderBy(bucket => bucket.Key)];
        var all = buckets.Sum(bucket => bucket.Count);
        if (all < Points)
        {
            return null;
        }

        var body = Body(buckets, all);
        // The detector takes no sample without a spread.
        return new Modality(mode, body[0].Equals(body[^1]) ? [body[0]] : [.. LowlandModalityDetector.Instance.DetectModes(new Sample(body)).Modes.Select(each => each.Location)]);
    }

    /// <summary>So many round trips, evenly from all of the body: enough for its shape, and quick to look at.</summary>
    private static double[] Body((long Ns, long Count)[] buckets, long all)
    {
        var points = new double[Points];
        var (bucket, seen) = (0, buckets[0].Count);
        for (var i = 0; i < Points; i++)
        {
            var rank = (From + ((To - From) * i / (Points - 1))) * all;
            while (seen < rank && bucket < buckets.Length - 1)
            {
                seen += buckets[++bucket].Count;
            }

            points[i] = buckets[bucket].Ns;
        }

        return points;
    }
}
