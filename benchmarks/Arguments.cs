using System.Globalization;

namespace TraceToll.Benchmarks;

/// <summary>What the command line asks for.</summary>
internal sealed record Arguments(IReadOnlyList<Row> Rows, int Pairs, int Seconds)
{
    private const int UsualPairs = 7;
    private const int UsualSeconds = 4;
    private const int Most = 600;

    /// <returns>Null where it makes no sense; standard error then says why.</returns>
    public static Arguments? Parse(string[] words, IReadOnlyList<Row> all)
    {
        string[] names = [.. words.TakeWhile(word => !IsNumber(word))];
        string[] numbers = [.. words.Skip(names.Length)];
        var unknown = names.FirstOrDefault(name => name != Row.Syscalls && all.All(row => row.Name != name));
        if (unknown != null)
        {
            Console.Error.WriteLine($"there is no row '{unknown}'; there are {string.Join(", ", all.Where(row => !row.IsSyscall).Select(row => row.Name))}; "
                + $"and {Row.Syscalls}, which is {string.Join(", ", all.Where(row => row.IsSyscall).Select(row => row.Name))}");
            return null;
        }

        if (numbers.Length > 2 || numbers.Any(number => !IsAllowed(number)))
        {
            Console.Error.WriteLine($"usage: benchmarks/run [ROW...] [PAIRS [SECONDS]], both from 1 to {Most}; "
                + $"the usual are all rows but {Row.Syscalls}, {UsualPairs} pairs of {UsualSeconds} s");
            return null;
        }

        Row[] rows = [.. all.Where(row => names.Length == 0 ? !row.IsSyscall : names.Contains(row.Name) || (row.IsSyscall && names.Contains(Row.Syscalls)))];
        return new Arguments(rows, Number(0, UsualPairs), Number(1, UsualSeconds));

        int Number(int at, int usual) => at < numbers.Length ? int.Parse(numbers[at], CultureInfo.InvariantCulture) : usual;
    }

    private static bool IsAllowed(string word) =>
        IsNumber(word) && int.TryParse(word, CultureInfo.InvariantCulture, out var value) && value is >= 1 and <= Most;

    private static bool IsNumber(string word) => word.Length > 0 && word.All(char.IsAsciiDigit);
}
