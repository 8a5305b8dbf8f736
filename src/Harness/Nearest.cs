namespace TraceToll;

/// <summary>What somebody who mistyped a word probably meant.</summary>
internal static class Nearest
{
    private const int MostEdits = 3;

    /// <summary>For messages, right behind the word: <c> (did you mean idle?)</c>; empty where no known one is near.</summary>
    public static string Hint(string word, IEnumerable<string> known) => To(word, known) is { } near ? $" (did you mean {near}?)" : "";

    /// <summary>The known word that takes the fewest edits, and few for its length; null where there is none, or the word is known itself.</summary>
    public static string? To(string word, IEnumerable<string> known)
    {
        List<string> all = [.. known];
        return all.Contains(word) ? null : all.Select(each => (Word: each, Edits: Edits(word.ToLowerInvariant(), each.ToLowerInvariant())))
            .Where(each => each.Edits <= Math.Clamp(Math.Min(word.Length, each.Word.Length) / 3, 1, MostEdits))
            .OrderBy(each => each.Edits).Select(each => each.Word).FirstOrDefault();
    }

    /// <summary>Letters to be added, taken away, replaced, or exchanged with their neighbour (optimal string alignment).</summary>
    private static int Edits(string from, string to)
    {
        var edits = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                edits[i, j] = i == 0 || j == 0 ? i + j : Math.Min(Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1, edits[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
                }
            }
        }

        return edits[from.Length, to.Length];
    }
}
