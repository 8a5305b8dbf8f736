using System.Text;
using System.Text.Json;
using TraceToll.Recordings;

namespace TraceToll.Reports;

/// <summary>What tests have judged of a recording: a line of JSON for each judgement, in the recording's folder.</summary>
public static class VerdictLog
{
    /// <summary>The file's name.</summary>
    public const string FileName = "verdicts.jsonl";

    /// <summary>Adds a judgement.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Add(string folder, LoggedVerdict verdict) =>
        File.AppendAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(verdict, RecordingJson.OneLine) + "\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    /// <summary>The judgements of a recording, in their order; none where no test judged it.</summary>
    /// <exception cref="InvalidRecordingException">The file cannot be read.</exception>
    public static IReadOnlyList<LoggedVerdict> Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return File.Exists(path)
                ? [.. File.ReadAllLines(path).Select(line => JsonSerializer.Deserialize<LoggedVerdict>(line, RecordingJson.OneLine) ?? throw new JsonException("null is no verdict"))]
                : [];
        }
        catch (JsonException unreadable)
        {
            throw new InvalidRecordingException($"{path} cannot be read: {unreadable.Message}");
        }
    }
}
