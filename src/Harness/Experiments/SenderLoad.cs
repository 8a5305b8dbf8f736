using System.Globalization;
using TraceToll.Protocol;
using TraceToll.Scenarios;

namespace TraceToll.Experiments;

/// <summary>A scenario as the sending agent is told of it: options, and the messages of its timeline.</summary>
internal static class SenderLoad
{
    private const int MessagesOfPart = 10_000;

    public static IReadOnlyList<string> Options(Scenario scenario) =>
    [
        .. Shape(scenario),
        "--reply-bytes", Text(scenario.ReplyBytes), "--reply-every", Text(scenario.ReplyEvery), "--connections", Text(scenario.Connections),
        "--priority", scenario.PriorityText(),
    ];

    /// <summary>What follows the agent's start, in this order.</summary>
    public static IEnumerable<TimelinePart> Parts(TimelineFile file)
    {
        var sent = 0;
        foreach (var chunk in file.Messages.Chunk(MessagesOfPart))
        {
            sent += chunk.Length;
            yield return new TimelinePart(
                [.. chunk.Select(message => message.DueNs)], [.. chunk.Select(message => message.Bytes)], file.PeriodNs, Last: sent == file.Messages.Count);
        }
    }

    /// <summary>The messages of the scenario's timeline; null where it has none.</summary>
    /// <exception cref="RigFailureException">The file is not the one that the scenario was made with any more.</exception>
    public static TimelineFile? ReadTimeline(Scenario scenario)
    {
        if (scenario.Timeline is not { } timeline)
        {
            return null;
        }

        const string Remedy = "bring the file back that the scenario was made with";
        try
        {
            var file = TimelineFile.Read(timeline.Path);
            return file.Sha256 == timeline.Sha256 ? file : throw new RigFailureException($"the timeline {timeline.Path} was changed after the scenario was made with it", Remedy);
        }
        catch (FormatException gone)
        {
            throw new RigFailureException(gone.Message, Remedy);
        }
    }

    private static IReadOnlyList<string> Shape(Scenario scenario) => scenario switch
    {
        // The lengths are in its messages.
        { Timeline: not null } => ["--timeline", "on"],
        { Bursts: { } bursts } => ["--burst", Text(bursts.Messages), "--burst-spacing", Text(bursts.SpacingNs), "--bytes", ScenarioText.Lengths(scenario)],
        _ => ["--rate", Text(scenario.MessagesPerSecond), "--bytes", ScenarioText.Lengths(scenario)],
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
