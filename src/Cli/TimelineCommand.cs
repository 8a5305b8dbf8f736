using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using TraceToll.Scenarios;

namespace TraceToll.Cli;

/// <summary><c>tracetoll timeline</c>: a file of messages for <c>--scenario market-data,timeline=FILE</c>.</summary>
internal static class TimelineCommand
{
    private const long NsOfMs = 1_000_000;

    private static readonly MarketOpen Usual = new();

    private static readonly Argument<string> FileArgument = new("file") { Description = TimelineTexts.File };
    private static readonly Option<int> Seconds = new("--seconds") { Description = TimelineTexts.Seconds, DefaultValueFactory = _ => Usual.Seconds };
    private static readonly Option<int> Rate = new("--rate") { Description = TimelineTexts.Rate, DefaultValueFactory = _ => Usual.Rate };
    private static readonly Option<int> Seed = new("--seed") { Description = TimelineTexts.Seed, DefaultValueFactory = _ => Usual.Seed };

    private static readonly Option<(int Least, int Most)?> Bytes = new("--bytes")
    {
        Description = TimelineTexts.Bytes,
        HelpName = "N|N-N",
        CustomParser = ReadBytes,
    };

    private static readonly Option<double?> Branching = new("--branching")
    {
        Description = TimelineTexts.Branching,
        CustomParser = ReadNumber,
    };

    private static readonly Option<double?> Open = new("--open")
    {
        Description = TimelineTexts.Open,
        CustomParser = ReadNumber,
    };

    public static Command Create()
    {
        var command = new Command("timeline", TimelineTexts.Command)
        {
            FileArgument, Seconds, Rate, Seed, Bytes, Branching, Open,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(FileArgument)!;
            RequireNew(path);
            var messages = Draw(parsed);
            TimelineFile.Write(path, messages);
            Console.Out.WriteLine(Summary(path, messages));
            return ExitCode.Done;
        });
        return command;
    }

    /// <exception cref="UsageException">There is such a file, or nothing to write it into.</exception>
    private static void RequireNew(string path)
    {
        if (path.Length == 0)
        {
            throw new UsageException("'' is no file; name the one to write");
        }

        if (Path.GetFullPath(path).Contains(',', StringComparison.Ordinal))
        {
            throw new UsageException($"the path {Path.GetFullPath(path)} has a comma, which parts a scenario; name a file without one");
        }

        if (Path.Exists(path))
        {
            throw new UsageException($"there is {path} already; name another file, or remove it");
        }

        if (Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder))
        {
            throw new UsageException($"there is no folder {folder}; make it, or name a file in another one");
        }
    }

    private static IReadOnlyList<TimelineMessage> Draw(ParseResult parsed)
    {
        var (least, most) = parsed.GetValue(Bytes) ?? (Usual.LeastBytes, Usual.MostBytes);
        var open = new MarketOpen
        {
            Seconds = parsed.GetValue(Seconds),
            Rate = parsed.GetValue(Rate),
            Seed = parsed.GetValue(Seed),
            LeastBytes = least,
            MostBytes = most,
            Branching = parsed.GetValue(Branching) ?? Usual.Branching,
            OpenFactor = parsed.GetValue(Open) ?? Usual.OpenFactor,
        };
        try
        {
            return open.Draw();
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }

    /// <summary>What there is to know before it is played: a rate that a host holds on average may be far over it at the peak.</summary>
    private static string Summary(string path, IReadOnlyList<TimelineMessage> messages)
    {
        var seconds = messages[^1].DueNs / 1e9;
        var peak = messages.CountBy(message => message.DueNs / NsOfMs).Max(each => each.Value);
        return string.Create(CultureInfo.InvariantCulture,
            $"{path}: {messages.Count} messages in {seconds:0.###} s, {messages.Count / seconds:0} a second on average, {peak} in the busiest ms, {LargestBurst(messages)} in the largest burst (gaps of less than 10 us)");
    }

    private static int LargestBurst(IReadOnlyList<TimelineMessage> messages)
    {
        const long GapNs = 10_000;
        var (largest, burst) = (1, 1);
        for (var i = 1; i < messages.Count; i++)
        {
            burst = messages[i].DueNs - messages[i - 1].DueNs < GapNs ? burst + 1 : 1;
            largest = Math.Max(largest, burst);
        }

        return largest;
    }

    private static (int Least, int Most)? ReadBytes(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var ends = text.Split('-').Select(end => int.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : -1).ToList();
        if (ends.Count > 2 || ends.Contains(-1))
        {
            result.AddError($"--bytes is '{text}'; allowed is a number, or two such as 64-1500");
            return null;
        }

        return (ends[0], ends[^1]);
    }

    // Not left to the option's own parser, which reads as the culture writes.
    private static double? ReadNumber(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        result.AddError($"'{text}' is no number; write one such as 0.8");
        return null;
    }
}
