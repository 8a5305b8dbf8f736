using System.Globalization;
using TraceToll.Calibration;

const int Usual = 10_000;

switch (args)
{
    case ["simulated"]:
        Console.Write(SimulatedTable.Create(Usual, Console.Error.WriteLine));
        return 0;
    case ["simulated", var number] when Read(number) is { } sessions:
        Console.Write(SimulatedTable.Create(sessions, Console.Error.WriteLine));
        return 0;
    default:
        Console.Error.WriteLine("usage: benchmarks/calibrate simulated [DECISIONS], or benchmarks/calibrate real FILE [DECISIONS OF EACH KIND]; from 1 to 1000000 decisions");
        return 2;
}

static int? Read(string text) =>
    int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 1_000_000 ? number : null;
