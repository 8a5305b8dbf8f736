using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TraceToll.GitHub.Approvals;

/// <summary>What a comment asks for: <c>/approve-baseline NAME HASH reason</c>, on one line.</summary>
/// <param name="Name">The baseline, as it was written; whether there is one of that name is another question.</param>
/// <param name="Hash">What was read of it; see <see cref="ReceivedHash"/>.</param>
/// <param name="Reason">Why.</param>
internal sealed partial record ApprovalRequest(string Name, string Hash, string Reason)
{
    public const string Command = "/approve-baseline";

    private const int LongestName = 300;
    private const int LongestReason = 500;

    private const string Usage = "write `/approve-baseline NAME HASH reason` on one line, with NAME and HASH as the proposal gives them (NAME in back quotes where it has spaces), and nothing else";

    /// <summary>Whether a comment asks for anything at all.</summary>
    public static bool IsMeant(string comment) => comment.StartsWith(Command, StringComparison.Ordinal)
        && (comment.Length == Command.Length || char.IsWhiteSpace(comment[Command.Length]));

    /// <exception cref="FormatException">It is not of this form; the message says what is.</exception>
    public static ApprovalRequest Parse(string comment)
    {
        var line = comment.TrimEnd('\r', '\n', ' ');
        if (line.Length > LongestName + ReceivedHash.Length + LongestReason + Command.Length + 5)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"the comment is too long: a name has {LongestName} characters at most, a reason {LongestReason}"));
        }

        // Signs that turn text around or are not seen would show a reviewer something else than what is written down.
        if (line.EnumerateRunes().Any(rune => Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse || rune == Rune.ReplacementChar))
        {
            throw new FormatException($"the comment has more than one line, or characters that cannot be seen; {Usage}");
        }

        if (Form().Match(line) is not { Success: true } match)
        {
            throw new FormatException($"the comment lacks the name, the hash or the reason; {Usage}");
        }

        var (name, hash, reason) = (match.Groups["name"].Value, match.Groups["hash"].Value, match.Groups["reason"].Value.Trim());
        return name.Length > LongestName || reason.Length > LongestReason
            ? throw new FormatException(string.Create(CultureInfo.InvariantCulture,
                $"the name has {name.Length} characters of {LongestName} at most, the reason {reason.Length} of {LongestReason} at most; write less"))
            : new ApprovalRequest(name, hash, reason);
    }

    [GeneratedRegex(@"^/approve-baseline +(?:`(?<name>[^`]+)`|(?<name>[^ `]+)) +(?<hash>[0-9a-f]{16}) +(?<reason>\S.*)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
