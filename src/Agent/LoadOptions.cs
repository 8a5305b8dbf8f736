using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;

namespace TraceToll.Agent;

/// <summary>Options that both ends of the load have.</summary>
internal static class LoadOptions
{
    public static Option<IPEndPoint> Endpoint(string name, string description) => new(name)
    {
        Description = description + ": ADDRESS:PORT, IPv6 as [ADDRESS]:PORT",
        CustomParser = Parse,
    };

    public static Option<int> Cpu()
    {
        var cpu = new Option<int>("--cpu") { Description = "The CPU to keep the measuring thread on (-1: any)", DefaultValueFactory = _ => -1 };
        cpu.Validators.Add(Check.Range(cpu, -1, 1023));
        return cpu;
    }

    public static Option<IdleStrategy> Idle() => new("--idle")
    {
        Description = "What the measuring thread does between messages; spin takes a whole CPU",
        DefaultValueFactory = _ => IdleStrategy.Spin,
        HelpName = "spin|block",
        CustomParser = ParseIdle,
    };

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
        switch (result.Tokens[0].Value)
        {
            case "spin":
                return IdleStrategy.Spin;
            case "block":
                return IdleStrategy.Block;
            default:
                result.AddError($"--idle is '{result.Tokens[0].Value}'; allowed are spin and block");
                return default;
        }
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
