using System.CommandLine;
using DiffEngine;
using TraceToll.Baselines;
using TraceToll.Reports;

namespace TraceToll.Cli;

/// <summary><c>tracetoll baseline diff</c>: approved beside received.</summary>
internal static class BaselineDiffCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = BaselineTexts.Name };
        var tool = new Option<bool>("--tool") { Description = BaselineTexts.Tool };
        var folder = StoreOption.Create();
        var command = new Command("diff", BaselineTexts.DiffCommand) { name, tool, folder };
        command.SetAction(async (parsed, _) =>
        {
            var pair = StoreOption.Open(parsed, folder).Find(parsed.GetValue(name)!);
            Console.Out.Write(BaselineDiff.Create(pair, pair.ReadApproved(), pair.ReadReceived()));
            if (parsed.GetValue(tool))
            {
                await OpenAsync(pair);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static async Task OpenAsync(BaselinePair pair)
    {
        // Without an approved file DiffEngine makes an empty one; without a received one there is nothing to show.
        if (!File.Exists(pair.VerifiedPath) || !File.Exists(pair.ReceivedPath))
        {
            throw new UsageException($"{pair} has {(File.Exists(pair.VerifiedPath) ? "nothing received" : "nothing approved")}; a diff tool needs both");
        }

        var result = await LaunchAsync(pair);
        if (result is not (LaunchResult.StartedNewInstance or LaunchResult.AlreadyRunningAndSupportsRefresh))
        {
            throw new UsageException($"no diff tool was opened: DiffEngine says {result}; install one that it knows, or name it with DiffEngine_ToolOrder (and see DiffEngine_Disabled)");
        }
    }

    private static async Task<LaunchResult> LaunchAsync(BaselinePair pair)
    {
        try
        {
            return await DiffRunner.LaunchAsync(pair.ReceivedPath, pair.VerifiedPath);
        }
        // DiffEngine throws nothing more special where a tool does not start.
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            throw new UsageException($"no diff tool was opened: {failed.Message.Split('\n')[0].Trim()}; see DiffEngine_ToolOrder");
        }
    }
}
