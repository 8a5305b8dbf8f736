using System.Globalization;
using TraceToll.Scenarios;

namespace TraceToll.Reports;

/// <summary>A load in words: when messages are due and how long they are, what comes back, on how many connections.</summary>
internal static class LoadText
{
    public static string Of(Scenario scenario) => string.Create(CultureInfo.InvariantCulture,
        $"{Shape(scenario)} of {Lengths(scenario)} bytes, 1 reply of {scenario.ReplyBytes} bytes for {scenario.ReplyEvery}{Connections(scenario)}");

    private static string Shape(Scenario scenario) => scenario switch
    {
        { Bursts: { } bursts } => Text($"bursts of {bursts.Messages} messages every {Nanoseconds.ToText(bursts.SpacingNs)}, {bursts.Rate:0.##} a second on average,"),
        { Timeline: { } timeline } => Text($"the timeline {timeline.Name} ({timeline.ShortHash}) of {timeline.Messages} messages in {timeline.PeriodNs / 1e9:0.######} s, over and over, {timeline.Rate:0.##} a second on average,"),
        _ => Text($"{scenario.MessagesPerSecond} messages a second"),
    };

    private static string Lengths(Scenario scenario) =>
        scenario.LongestMessageBytes is { } longest ? Text($"{scenario.MessageBytes} to {longest}") : Text($"{scenario.MessageBytes}");

    // What everybody has is not worth a word.
    private static string Connections(Scenario scenario) => scenario is { Connections: 1, SenderThreads: 1 } ? "" : Text(
        $", on {scenario.Connections} connection{(scenario.Connections == 1 ? "" : "s")} from {scenario.SenderThreads} thread{(scenario.SenderThreads == 1 ? "" : "s")}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
