using System.Runtime.InteropServices;
using TraceToll;
using TraceToll.Benchmarks;

if (Arguments.Parse(args, Row.All) is not { } arguments)
{
    return 2;
}

// Told to end, it ends its children first.
using var told = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
try
{
    var cpus = Cpus.Read();
    Console.Error.WriteLine($"sender on CPU {cpus.Sender}, responder on CPU {cpus.Responder}; {arguments.Pairs} pairs of {arguments.Seconds} s");
    var run = new PairedRun(new Settings(cpus, arguments.Seconds), arguments.Pairs);
    List<RowResult> results = [];
    foreach (var row in arguments.Rows)
    {
        if (await run.RunAsync(row, told.Token) is { } result)
        {
            results.Add(result);
        }
    }

    ResultTable.Print(results);
    if (results.Any(result => result.Pairs.Count == 0))
    {
        Console.Error.WriteLine("a row has no pair in which both sides succeeded");
        return 3;
    }

    return results.All(result => result.Findings.All(finding => finding.Met != false)) ? 0 : 1;
}
catch (RigFailureException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 3;
}
catch (OperationCanceledException) when (told.IsCancellationRequested)
{
    Console.Error.WriteLine("told to end before all rows were measured");
    return 3;
}

void Cancel(PosixSignalContext signal)
{
    signal.Cancel = true;
    told.Cancel();
}
