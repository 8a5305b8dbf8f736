using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TraceToll.Baselines;

/// <summary>A baseline as text: the same bytes for the same content, whoever writes it. UTF-8 with a byte order mark, LF, no line end at the end, as Verify has it.</summary>
public static class BaselineFile
{
    private const string Remedy = "restore it from git, or remove it and have it approved again";

    private static readonly UTF8Encoding WithMark = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        // Both sides of a merge.
        AllowDuplicateProperties = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Nothing of this is put into HTML unescaped; names stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The file's text, with its digest.</summary>
    public static string ToText(Baseline baseline)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        return JsonSerializer.Serialize(baseline with { Digest = DigestOf(baseline) }, Options);
    }

    /// <summary>Reads the file's text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">What messages call it.</param>
    /// <exception cref="InvalidBaselineException">It is no baseline, not of this schema, or not as it was written.</exception>
    internal static Baseline Parse(string text, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            RequireSchema(text, path);
            var baseline = JsonSerializer.Deserialize<Baseline>(text, Options)!;
            return BaselineProblems.In(baseline) is { } problem ? throw Wrong($"{path} is no baseline: {problem}")
                : baseline.Digest != DigestOf(baseline) ? throw Wrong($"{path} is not as it was written: its digest does not fit, so it was changed by hand, or merged")
                : baseline;
        }
        catch (JsonException unreadable)
        {
            // Where a literal is wrong the message quotes all of the file behind it.
            throw Wrong($"{path} cannot be read: {(unreadable.Message.Contains('\n') ? $"its line {unreadable.LineNumber + 1} is no JSON" : unreadable.Message.TrimEnd('.'))}");
        }
    }

    /// <summary>Reads a file; null where there is none, or an empty one, as diff tools leave it.</summary>
    /// <exception cref="InvalidBaselineException">It is no baseline.</exception>
    internal static Baseline? Read(string path)
    {
        if (Directory.Exists(path))
        {
            throw Wrong($"{path} cannot be read: it is a folder");
        }

        try
        {
            return File.Exists(path) && WithMark.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF') is { Length: > 0 } text ? Parse(text, path) : null;
        }
        catch (DecoderFallbackException)
        {
            throw Wrong($"{path} cannot be read: it is not UTF-8");
        }
        catch (UnauthorizedAccessException)
        {
            throw new InvalidBaselineException($"{path} cannot be read: no right to; give yourself the right");
        }
    }

    /// <summary>Writes a file, beside and moved over: a crash leaves the old one or the new one, never half of one.</summary>
    internal static void Write(string path, Baseline baseline)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // A name of its own: of two that write at once, the one would else write into what the other moves.
        var beside = $"{path}.{Guid.NewGuid().ToString("N")[..8]}{BaselineStore.Unfinished}";
        try
        {
            using (var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                file.Write(WithMark.Preamble);
                file.Write(WithMark.GetBytes(ToText(baseline)));
                // On the disk before it has the name: else a machine that goes down may leave the name on nothing.
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    private static string DigestOf(Baseline baseline) =>
        $"sha256:{Convert.ToHexStringLower(SHA256.HashData(WithMark.GetBytes(JsonSerializer.Serialize(baseline with { Digest = "" }, Options))))}";

    /// <summary>Looked at before anything else: what another version writes need not be readable otherwise.</summary>
    private static void RequireSchema(string text, string path)
    {
        using var json = JsonDocument.Parse(text);
        if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("schema", out var schema) || schema.ValueKind != JsonValueKind.Number)
        {
            throw Wrong($"{path} is no baseline: it has no schema");
        }

        if (schema.GetRawText() != $"{Baseline.CurrentSchema}")
        {
            throw new InvalidBaselineException($"{path} has schema {schema.GetRawText()}, and this version of TraceToll reads schema {Baseline.CurrentSchema}: "
                + "take the version that wrote it, or measure and approve it again");
        }
    }

    private static InvalidBaselineException Wrong(string what) => new($"{what}; {Remedy}");
}
