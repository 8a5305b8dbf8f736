namespace TraceToll.Tests.Import;

/// <summary>Reports to import.</summary>
internal static class ReportSamples
{
    public const string Scenario = "Scenario: remoteHost 172.31.35.37, remotePort 9998, sendingRatePerSecond 20000, skippedWarmUpResponses 10000 , " +
        "messagesSent 1000000, 31250 expected responses with a response rate 1 for 32, use buffers: true, extra data 4000 bytes";

    /// <summary>One table, as the origin has it; its header is line 2.</summary>
    public const string Table = """
        ---------------------------------------------------------
        latency (microseconds) |     ~ one way |     round trip |
        mean                   |            36 |             72 |
        99th percentile        |            64 |            127 |
        99.9th percentile      |            88 |            175 |
        99.99th percentile     |           103 |            206 |
        99.999th percentile    |           104 |            207 |
        worst                  |           104 |            207 |
        Based on 21250 measurements.
        It took 33998 ms between the first measured message sent and the last received

        """;

    public static byte[] OriginBytes => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Import", "origin-report.md"));

    /// <summary>The report that the project grew from, as it was published.</summary>
    public static string Origin => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Import", "origin-report.md"));
}
