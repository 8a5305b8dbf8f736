using System.Globalization;
using TraceToll;
using TraceToll.FleetBenchmark;
using TraceToll.Recordings;

const int UsualRepeats = 7;

try
{
    switch (args)
    {
        case [var folder]:
            Console.Write(MergeTable.Create(Recording.Load(folder), UsualRepeats));
            return 0;
        case [var folder, var number] when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var repeats) && repeats is >= 1 and <= 1000:
            Console.Write(MergeTable.Create(Recording.Load(folder), repeats));
            return 0;
        default:
            Console.Error.WriteLine("usage: benchmarks/coordinator RECORDING [REPEATS]: the folder of a recording with traced slices, and 1 to 1000 repeats");
            return 2;
    }
}
catch (Exception failed) when (failed is InvalidRecordingException or RigFailureException)
{
    Console.Error.WriteLine($"coordinator: {failed.Message}");
    return 2;
}
