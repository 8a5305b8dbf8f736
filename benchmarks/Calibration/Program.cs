using System.Globalization;
using TraceToll.Calibration;

const int Usual = 10_000;
const int UsualOfEach = 40;

// The plan of tests/Overhead.
const string SuitePlan = "blocks=32,slice=0.4,limit=60";

switch (args)
{
    case ["simulated"]:
        Console.Write(SimulatedTable.Create(Usual, Console.Error.WriteLine));
        return 0;
    case ["simulated", var number] when Read(number) is { } sessions:
        Console.Write(SimulatedTable.Create(sessions, Console.Error.WriteLine));
        return 0;
    case ["real", var file]:
        await RealCalibration.RunAsync(UsualOfEach, SuitePlan, file, Console.Error.WriteLine);
        Console.Write(RealTable.Create(RealCalibration.Read(file)));
        return 0;
    case ["real", var file, var number] when Read(number) is { } ofEach:
        await RealCalibration.RunAsync(ofEach, SuitePlan, file, Console.Error.WriteLine);
        Console.Write(RealTable.Create(RealCalibration.Read(file)));
        return 0;
    default:
        Console.Error.WriteLine("usage: benchmarks/calibrate simulated [DECISIONS], or benchmarks/calibrate real FILE [DECISIONS OF EACH KIND]; from 1 to 1000000 decisions");
        return 2;
}

static int? Read(string text) =>
    int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 1_000_000 ? number : null;
