namespace TraceToll.Reports;

/// <summary>A piece of a report before it is laid out for anybody: a terminal, a file, a page. A report is a list of them.</summary>
internal abstract record ReportPart
{
    private ReportPart()
    {
    }

    /// <summary>What the parts below it are about; one line, however long.</summary>
    public sealed record Heading(string Text) : ReportPart;

    /// <summary>A line of text; what is too wide goes on in the next one, so far in.</summary>
    public sealed record Line(string Text, int Indent = 0) : ReportPart
    {
        /// <summary>What it is about; null for a line like any other.</summary>
        public TonedWord? Word { get; init; }
    }

    /// <summary>An empty line.</summary>
    public sealed record Gap : ReportPart;

    /// <summary>The latencies of each run, or of each mode's slices.</summary>
    public sealed record Runs(IReadOnlyList<ReportRun> All) : ReportPart;

    /// <summary>A table that may be divided by columns where it is too wide.</summary>
    /// <param name="Columns">How many columns it could be divided by, one at least.</param>
    /// <param name="Create">Makes it of so many of them, from this one on.</param>
    public sealed record Divisible(int Columns, Func<int, int, ReportTable> Create) : ReportPart
    {
        /// <summary>With a column for each of these.</summary>
        public static Divisible Of<T>(IReadOnlyList<T> columns, Func<IReadOnlyList<T>, ReportTable> create) =>
            new(columns.Count, (start, count) => create([.. columns.Skip(start).Take(count)]));

        /// <summary>Not divided.</summary>
        public ReportTable Whole => Create(0, Columns);

        /// <summary>As tables that fit; one with a single column is taken whatever its width.</summary>
        public IEnumerable<T> Fitting<T>(Func<ReportTable, T> lay, Func<T, bool> fits) => Fitting(0, Columns, lay, fits);

        private IEnumerable<T> Fitting<T>(int start, int count, Func<ReportTable, T> lay, Func<T, bool> fits)
        {
            var table = lay(Create(start, count));
            var half = (count + 1) / 2;
            return count <= 1 || fits(table) ? [table] : [.. Fitting(start, half, lay, fits), .. Fitting(start + half, count - half, lay, fits)];
        }
    }
}
