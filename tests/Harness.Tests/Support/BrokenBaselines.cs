using System.Text.Json.Nodes;
using TraceToll.Baselines;

namespace TraceToll.Tests.Support;

/// <summary>Files that are no baselines, each for a reason of its own.</summary>
internal static class BrokenBaselines
{
    public static string Whole { get; } = BaselineFile.ToText(BaselineSamples.Small);

    /// <summary>By what is wrong: the text, and what the message says of it.</summary>
    public static IReadOnlyDictionary<string, (string Text, string Message)> Texts { get; } = new Dictionary<string, (string, string)>
    {
        ["no JSON"] = ("hello", "cannot be read: 'h' is an invalid start of a value"),
        ["line end only"] = ("\n", "cannot be read: "),
        ["null"] = ("null", "is no baseline: it has no schema"),
        ["array"] = ("[]", "is no baseline: it has no schema"),
        ["empty object"] = ("{}", "is no baseline: it has no schema"),
        ["schema of text"] = (Replace("\"schema\": 1", "\"schema\": \"1\""), "is no baseline: it has no schema"),
        ["other schema"] = (Replace("\"schema\": 1", "\"schema\": 2"), "has schema 2, and this version of TraceToll reads schema 1: take the version that wrote it, or measure and approve it again"),
        ["other schema, otherwise unreadable"] = ("{\"schema\": 99, \"all\": \"else\"}", "has schema 99, and this version of TraceToll reads schema 1"),
        ["half a merge"] = (Replace("  \"mode\": \"idle\",\n", "<<<<<<< HEAD\n  \"mode\": \"idle\",\n=======\n  \"mode\": \"log\",\n>>>>>>> theirs\n"), "cannot be read: '<' is an invalid start"),
        ["both sides of a merge"] = (Replace("  \"mode\": \"idle\",\n", "  \"mode\": \"log\",\n  \"mode\": \"idle\",\n"), "cannot be read: "),
        ["a fact twice"] = (Replace("    \"scenario\":", "    \"kernel\": \"6.2\",\n    \"scenario\":"), "cannot be read: "),
        ["text for a number"] = (Replace("\"blocks\": 4,\n  \"fewest", "\"blocks\": \"4\",\n  \"fewest"), "cannot be read: The JSON value could not be converted to System.Int32"),
        ["a fraction of a block"] = (Replace("\"blocks\": 4,\n  \"fewest", "\"blocks\": 4.5,\n  \"fewest"), "cannot be read: "),
        ["number for text"] = (Replace("\"mode\": \"idle\"", "\"mode\": 7"), "cannot be read: "),
        ["NaN"] = (Replace("\"deltaUs\": -2.25", "\"deltaUs\": NaN"), "cannot be read: 'N' is an invalid start"),
        ["half a word"] = (Replace("\"supported\": true", "\"supported\": tru"), "cannot be read: its line 17 is no JSON; "),
        ["NaN as text"] = (Replace("\"deltaUs\": -2.25", "\"deltaUs\": \"NaN\""), "cannot be read: "),
        ["infinite"] = (Replace("\"deltaUs\": -2.25", "\"deltaUs\": Infinity"), "cannot be read: 'I' is an invalid start"),
        ["too large"] = (Replace("\"deltaUs\": -2.25", "\"deltaUs\": 1e999"), "is no baseline: p50 has a figure beyond an hour, the longest that is measured"),
        ["too large off"] = (Replace("\"offUs\": 61.25", "\"offUs\": -1e999"), "is no baseline: mean has a figure beyond an hour, the longest that is measured"),
        ["too large in a block"] = (Replace("[-2.25, 0.1", "[-1e999, 0.1"), "is no baseline: p50 has a figure beyond an hour, the longest that is measured"),
        ["over an hour"] = (Replace("[-2.25, 0.1", "[3600000001, 0.1"), "is no baseline: p50 has a figure beyond an hour, the longest that is measured"),
        ["too large a bound"] = (Replace("[-0.5, null]", "[-0.5, 1e999]"), "is no baseline: mean has a figure beyond an hour, the longest that is measured"),
        ["too large a noise"] = (Replace("\"noiseUs\": 0.01", "\"noiseUs\": 1e999"), "is no baseline: mean has a figure beyond an hour, the longest that is measured"),
        ["no mode"] = (Without("mode"), "cannot be read: "),
        ["no digest"] = (Without("digest"), "is not as it was written: its digest does not fit, so it was changed by hand, or merged"),
        ["null mode"] = (Replace("\"mode\": \"idle\"", "\"mode\": null"), "cannot be read: "),
        ["null measures"] = (Set("measures", null), "cannot be read: "),
        ["no measures"] = (Set("measures", new JsonArray()), "is no baseline: it has no measures"),
        ["null measure"] = (Set("measures", new JsonArray(null, null)), "is no baseline: a measure is null"),
        ["null session"] = (Set("sessions", new JsonArray((JsonNode?)null)), "is no baseline: a session is null"),
        ["no sessions"] = (Set("sessions", new JsonArray()), "is no baseline: it comes from no session"),
        ["null fact"] = (Set("facts", new JsonObject { ["kernel"] = null }), "is no baseline: the fact kernel is null"),
        ["null histogram"] = (Set("histograms", new JsonObject { ["off"] = null }), "is no baseline: the histogram of off is null"),
        ["null objection"] = (Replace("[\n      \"the noise floor at p50, 6.0 us, is over it\"\n    ]", "[null]"), "is no baseline: what it was forced against is null"),
        ["null in a block"] = (Replace("[-2.25, 0.1", "[null, 0.1"), "is no baseline: p50 has a null among its figures"),
        ["unknown member"] = (Replace("\"mode\": \"idle\"", "\"mode\": \"idle\",\n  \"mood\": \"good\""), "cannot be read: The JSON property 'mood' could not be mapped"),
        ["unknown member of a measure"] = (Replace("\"supported\": true", "\"supported\": true, \"p\": 1"), "cannot be read: The JSON property 'p' could not be mapped"),
        ["no blocks"] = (Replace("\"blocks\": 4,\n  \"fewest", "\"blocks\": 0,\n  \"fewest"), "is no baseline: its blocks are 0"),
        ["fewer blocks than none"] = (Replace("\"blocks\": 4,\n  \"fewest", "\"blocks\": -4,\n  \"fewest"), "is no baseline: its blocks are -4"),
        ["fewer round trips than none"] = (Replace("\"fewestSamples\": 437", "\"fewestSamples\": -1"), "is no baseline: its round trips behind a figure are -1"),
        ["fewer sessions than one"] = (Replace("\"sessionsRequired\": 2", "\"sessionsRequired\": -2"), "is no baseline: it takes -2 sessions"),
        ["more blocks than figures"] = (Replace("\"blocks\": 4,\n  \"fewest", "\"blocks\": 5,\n  \"fewest"), "is no baseline: mean has not as many figures as there are blocks, 5"),
        ["a figure too few"] = (Replace("[-2.25, 0.1, -0.05, 0.01]", "[-2.25, 0.1, -0.05]"), "is no baseline: p50 has not as many figures as there are blocks, 4"),
        ["no noise"] = (Replace("[0.01, -3, 200]", "[]"), "is no baseline: mean has not as many figures as there are blocks, 4"),
        ["one bound"] = (Replace("[-0.5, null]", "[-0.5]"), "is no baseline: an interval of mean has not two bounds"),
        ["no blocks and no runs"] = (Replace("      \"blocksUs\": [-2.25, 0.1, -0.05, 0.01],\n", ""), "is no baseline: p50 has neither blocks nor runs"),
        ["blocks and runs"] = (Replace("\"blocksUs\": [-2.25, 0.1, -0.05, 0.01]", "\"offRunsUs\": [1, 2], \"treatmentRunsUs\": [1, 2, 3, 4]"), "is no baseline: some of its measures have blocks and others runs"),
        ["a measure twice"] = (Replace("\"measure\": \"mean\"", "\"measure\": \"p50\""), "is no baseline: it has a measure twice"),
        ["unknown measure"] = (Replace("\"measure\": \"mean\"", "\"measure\": \"median\""), "is no baseline: 'median' is nothing that can be judged"),
        ["a measure's other name"] = (Replace("\"measure\": \"p50\"", "\"measure\": \"p50.0\""), "is no baseline: its measure p50.0 is called p50"),
        ["tolerance for what it does not have"] = (Replace("p50=5us/5%", "p75=5us/5%"), "is no baseline: its tolerance is for p75, which it does not have"),
        ["tolerance for all"] = (Replace("p50=5us/5%", "5us/5%"), "is no baseline: its tolerance is for p90, which it does not have"),
        ["no tolerance"] = (Replace("p50=5us/5%", "cheap"), "is no baseline: 'cheap' is no time"),
        ["tolerance that is too large"] = (Replace("p50=5us/5%", "p50=1e999us"), "is no baseline: '1e999us' is no time"),
        ["changed figure"] = (Replace("\"deltaUs\": -2.25", "\"deltaUs\": -2.5"), "is not as it was written: its digest does not fit, so it was changed by hand, or merged"),
        ["changed tolerance"] = (Replace("p50=5us/5%", "p50=50us/5%"), "is not as it was written: its digest does not fit, so it was changed by hand, or merged"),
        ["changed approval"] = (Replace("\"by\": \"Ada\"", "\"by\": \"Bob\""), "is not as it was written: its digest does not fit, so it was changed by hand, or merged"),
        ["something after it"] = (Whole + "\n{}", "cannot be read: "),
        ["a comment"] = (Whole.Insert(2, "// a comment\n"), "cannot be read: "),
    };

    private static string Replace(string old, string now)
    {
        var at = Whole.IndexOf(old, StringComparison.Ordinal);
        return at >= 0 ? Whole[..at] + now + Whole[(at + old.Length)..] : throw new ArgumentException($"the sample has no {old}");
    }

    private static string Without(string member)
    {
        var json = JsonNode.Parse(Whole)!.AsObject();
        return json.Remove(member) ? json.ToJsonString() : throw new ArgumentException($"the sample has no {member}");
    }

    private static string Set(string member, JsonNode? value)
    {
        var json = JsonNode.Parse(Whole)!.AsObject();
        json[member] = value;
        return json.ToJsonString();
    }
}
