using System.CommandLine;
using System.CommandLine.Invocation;
using TraceToll;
using TraceToll.Baselines;
using TraceToll.Cli;
using TraceToll.GitHub;
using TraceToll.Recordings;

var root = CommandTree.Create();
var parsed = root.Parse(args);
try
{
    var configuration = new InvocationConfiguration
    {
        // What was started and made is ended and removed when a command is told to stop; that takes longer than the usual two seconds.
        ProcessTerminationTimeout = parsed.CommandResult.Command.Name switch
        {
            "up" or "down" => HostsCommand.CleaningUp,
            "measure" or "check" => TimeSpan.FromSeconds(60),
            _ => TimeSpan.FromSeconds(15),
        },
        EnableDefaultExceptionHandler = false,
    };
    if (parsed.Action is ParseErrorAction complaint)
    {
        // Standard output is for the report, and is empty where there is none.
        complaint.ShowHelp = args.Length == 0;
        configuration.Output = Console.Error;
    }

    var exitCode = await parsed.InvokeAsync(configuration);
    return parsed.Errors.Count > 0 ? ExitCode.Usage : exitCode;
}
catch (Exception wrong) when (wrong is UsageException or InvalidRecordingException or InvalidBaselineException or AcceptanceRefusedException or FormatException)
{
    Console.Error.WriteLine($"tracetoll: {wrong.Message}");
    return ExitCode.Usage;
}
catch (RigFailureException failed)
{
    Console.Error.WriteLine($"tracetoll: {failed.Message}; {failed.Remedy}");
    return ExitCode.RigFailed;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("tracetoll: stopped before the end");
    return ExitCode.RigFailed;
}
catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or GitHubFailureException)
{
    Console.Error.WriteLine($"tracetoll: {failed.Message}");
    return ExitCode.RigFailed;
}
