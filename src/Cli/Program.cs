using System.CommandLine;
using System.CommandLine.Invocation;
using TraceToll;
using TraceToll.Baselines;
using TraceToll.Cli;
using TraceToll.GitHub;
using TraceToll.Recordings;

var root = CommandTree.Create();
if (args.Length == 0)
{
    // Standard output is for the report, and is empty where there is none.
    await root.Parse("--help").InvokeAsync(new InvocationConfiguration { Output = Console.Error });
    return ExitCode.Usage;
}

var parsed = root.Parse(args);
var command = parsed.CommandResult.Command;
if ((parsed.Action is ParseErrorAction || parsed.Action == command.Action) && Complaint.About(parsed).ToList() is { Count: > 0 } complaints)
{
    complaints.ForEach(complaint => Console.Error.WriteLine($"tracetoll: {complaint}"));
    return ExitCode.Usage;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration
    {
        // What was started and made is ended and removed when a command is told to stop; that takes longer than the usual two seconds.
        ProcessTerminationTimeout = command.Name switch
        {
            "up" or "down" => HostsCommand.CleaningUp,
            "check" => TimeSpan.FromSeconds(60),
            // Minds signals itself.
            "measure" => null,
            _ => TimeSpan.FromSeconds(15),
        },
        EnableDefaultExceptionHandler = false,
    });
}
catch (Exception wrong) when (wrong is UsageException or InvalidRecordingException or InvalidBaselineException or AcceptanceRefusedException or FormatException)
{
    return Fail(wrong, wrong.Message, ExitCode.Usage);
}
catch (RigFailureException failed)
{
    return Fail(failed, $"{failed.Message}; {failed.Remedy}", ExitCode.RigFailed);
}
catch (OperationCanceledException stopped)
{
    return Fail(stopped, "stopped before the end", ExitCode.RigFailed);
}
catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or GitHubFailureException)
{
    return Fail(failed, failed.Message, ExitCode.RigFailed);
}

int Fail(Exception failure, string message, int exitCode)
{
    Console.Error.WriteLine($"tracetoll: {message}");
    if (parsed.GetValue(CommandTree.Verbose))
    {
        Console.Error.WriteLine(failure);
    }

    return exitCode;
}
