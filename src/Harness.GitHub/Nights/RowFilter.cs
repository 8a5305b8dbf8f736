using System.Text;

namespace TraceToll.GitHub.Nights;

/// <summary>The filter of <c>dotnet test</c> that runs these rows and no others.</summary>
internal static class RowFilter
{
    private const string Option = "--filter";
    private const string Special = @"\()&|=!~";

    /// <summary>The arguments of a run that has to do with these rows only; a filter among them still holds.</summary>
    public static IReadOnlyList<string> Apply(IReadOnlyList<string> arguments, IReadOnlyList<RowVerdict> rows)
    {
        if (rows.Any(row => row.Test.Length == 0))
        {
            // Nobody knows which test it was: all of them, then.
            return arguments;
        }

        List<string> others = [];
        List<string> filters = [];
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == Option && i + 1 < arguments.Count)
            {
                filters.Add($"({arguments[++i]})");
            }
            else if (arguments[i].StartsWith(Option + "=", StringComparison.Ordinal))
            {
                filters.Add($"({arguments[i][(Option.Length + 1)..]})");
            }
            else
            {
                others.Add(arguments[i]);
            }
        }

        filters.Add($"({string.Join('|', rows.Select(Of).Distinct())})");
        return [.. others, Option, string.Join('&', filters)];
    }

    private static string Of(RowVerdict row)
    {
        var test = $"FullyQualifiedName={Escaped(row.Test)}";
        return row.Row.Length == 0 ? $"({test})" : $"({test}&DisplayName~{Escaped(row.Row)})";
    }

    private static string Escaped(string value)
    {
        var escaped = new StringBuilder();
        foreach (var character in value)
        {
            escaped.Append(Special.Contains(character, StringComparison.Ordinal) ? $"\\{character}" : $"{character}");
        }

        return escaped.ToString();
    }
}
