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
    try
    {
        foreach (var row in arguments.Rows)
        {
            if (await run.RunAsync(row, told.Token) is { } result)
            {
                results.Add(result);
            }
        }
    }
    finally
    {
        // What was measured is told, whatever ends it.
        ResultTable.Print(results);
    }

    if (results.Find(result => result.Failed > 0.25 * arguments.Pairs) is { } failed)
    {
        Console.Error.WriteLine($"{failed.Failed} of {arguments.Pairs} pairs of {failed.Row.Name} failed; what is left of them tells too little");
        return 3;
    }

    if (results.Count == 0)
    {
        Console.Error.WriteLine("nothing was measured");
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
