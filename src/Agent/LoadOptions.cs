using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using TraceToll.Agent.Native;

namespace TraceToll.Agent;

/// <summary>Options that both ends of the load have.</summary>
internal static class LoadOptions
{
    private const int LastCpu = 1023;

    public static Option<IPEndPoint> Endpoint(string name, string description) => new(name)
    {
        Description = description + ": ADDRESS:PORT, IPv6 as [ADDRESS]:PORT",
        CustomParser = Parse,
    };

    /// <summary>The CPUs of the measuring threads, one for each, or one for all.</summary>
    public static Option<int[]> Cpus()
    {
        var cpus = new Option<int[]>("--cpu")
        {
            Description = "The CPU to keep the measuring thread on (-1: any); a list, as 2,3, has one for each thread",
            DefaultValueFactory = _ => [-1],
            HelpName = "LIST",
            CustomParser = result => ParseCpus(result, least: -1),
            Arity = ArgumentArity.ExactlyOne,
        };
        return cpus;
    }

    public static Option<int[]> KeepOff() => new("--keep-off")
    {
        Description = "CPUs that no other thread of the agent may run on, as 2,3",
        DefaultValueFactory = _ => [],
        HelpName = "LIST",
        CustomParser = result => ParseCpus(result, least: 0),
        Arity = ArgumentArity.ExactlyOne,
    };

    public static Option<int> Threads() => Number("--threads", "Measuring threads", 1, 1, 64);

    public static Option<IdleStrategy> Idle() => new("--idle")
    {
        Description = "What the measuring thread does between messages; all but block take a whole CPU",
        DefaultValueFactory = _ => IdleStrategy.Spin,
        HelpName = "spin|pause|block|busy-poll",
        CustomParser = ParseIdle,
    };

    public static Option<Priority> Priority() => new("--priority")
    {
        Description = "normal, or the real-time priority of the measuring threads, fifo:1 to fifo:99",
        DefaultValueFactory = _ => Native.Priority.Normal,
        HelpName = "normal|fifo:N",
        CustomParser = ParsePriority,
    };

    public static Option<T> Number<T>(string name, string description, T usual, T least, T most)
        where T : System.Numerics.INumber<T>
    {
        var option = new Option<T>(name) { Description = $"{description} ({least} to {most})", DefaultValueFactory = _ => usual };
        option.Validators.Add(Check.Range(option, least, most));
        return option;
    }

    public static Option<long> Delay()
    {
        var delay = new Option<long>("--planted-delay")
        {
            Description = $"Nanoseconds to spin for each message, so that the cost to be found is known (0 to {PlantedDelay.LongestNs})",
            DefaultValueFactory = _ => 0,
        };
        delay.Validators.Add(Check.Range(delay, 0, PlantedDelay.LongestNs));
        return delay;
    }

    // Not left to the enum's own parser, which takes any number.
    private static IdleStrategy ParseIdle(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Idling.Parse(text) is { } idle)
        {
            return idle;
        }

        result.AddError($"--idle is '{text}'; allowed are {Idling.Names}");
        return default;
    }

    private static Priority ParsePriority(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text == "normal")
        {
            return Native.Priority.Normal;
        }

        if (text.StartsWith("fifo:", StringComparison.Ordinal) && int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var fifo) && fifo is >= 1 and <= 99)
        {
            return new Priority(fifo);
        }

        result.AddError($"--priority is '{text}'; allowed are normal and fifo:1 to fifo:99");
        return default;
    }

    private static int[] ParseCpus(ArgumentResult result, int least)
    {
        var text = result.Tokens[0].Value;
        List<int> cpus = [];
        foreach (var part in text.Split(','))
        {
            if (!int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var cpu) || cpu < least || cpu > LastCpu)
            {
                result.AddError($"{((OptionResult)result.Parent!).Option.Name} is {text}; allowed are {least} to {LastCpu}, or a list of them as 2,3");
                return [];
            }

            cpus.Add(cpu);
        }

        return [.. cpus];
    }

    private static IPEndPoint? Parse(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        // Without a port TryParse would take port 0 for granted.
        if (text.Contains(':', StringComparison.Ordinal) && IPEndPoint.TryParse(text, out var endpoint)
            && (endpoint.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6 || text.StartsWith('[')))
        {
            return endpoint;
        }

        result.AddError($"'{text}' is no address and port; write 127.0.0.1:9998 or [::1]:9998 (addresses, not names)");
        return null;
    }
}
