using System.Globalization;
using System.Text.RegularExpressions;
using Amazon.EC2;
using Amazon.EC2.Model;

namespace TraceToll.Remote.Ec2;

/// <summary>What everything of a pair is tagged with. What does not carry it is not ours, and is left alone.</summary>
/// <param name="Pair">The pair that it belongs to.</param>
/// <param name="Owner">Who launched it.</param>
/// <param name="Expires">When nobody needs it any more; null when the tag cannot be read.</param>
internal sealed partial record PairTags(string Pair, string Owner, DateTimeOffset? Expires)
{
    public const string PairKey = "tracetoll:pair";
    public const string OwnerKey = "tracetoll:owner";
    public const string ExpiresKey = "tracetoll:expires";

    private const string Format = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>What tags say; null where they are not ours: anybody can write tags, and a pair's name becomes a file's.</summary>
    public static PairTags? Read(IReadOnlyCollection<Tag>? tags)
    {
        var pair = Value(tags, PairKey);
        return pair == null || !PairText().IsMatch(pair) ? null : new PairTags(pair, Value(tags, OwnerKey) ?? "", Moment(Value(tags, ExpiresKey)));
    }

    public TagSpecification For(ResourceType type) => new()
    {
        ResourceType = type,
        Tags =
        [
            new Tag("Name", $"tracetoll-{Pair}"),
            new Tag(PairKey, Pair),
            new Tag(OwnerKey, Owner),
            new Tag(ExpiresKey, Text(Expires!.Value)),
        ],
    };

    public static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    private static string? Value(IReadOnlyCollection<Tag>? tags, string key) => tags?.FirstOrDefault(tag => tag.Key == key)?.Value;

    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    [GeneratedRegex(@"\A[0-9]{8}-[0-9]{4}-[0-9a-f]{6}\z")]
    private static partial Regex PairText();
}
