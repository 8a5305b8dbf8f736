using TraceToll.Analysis;
using TraceToll.Recordings;
using TraceToll.Reports.Html;

namespace TraceToll.Reports;

/// <summary>A way of writing a recording down for somebody. None depends on culture, terminal or time.</summary>
public sealed class ReportFormat
{
    private readonly Func<Recording, SessionAnalysis, string, string> _create;

    private ReportFormat(string name, Func<Recording, SessionAnalysis, string, string> create) => (Name, _create) = (name, create);

    /// <summary>For people: what a terminal, a mail or a log takes.</summary>
    public static ReportFormat Text { get; } = new("text", (recording, analysis, _) => TextReport.Create(recording, analysis));

    /// <summary>For programs.</summary>
    public static ReportFormat Json { get; } = new("json", JsonReport.Create);

    /// <summary>HdrHistogram's percentiles, of a single mode.</summary>
    public static ReportFormat Hgrm { get; } = new("hgrm", (_, _, _) => throw new InvalidOperationException("hgrm is of one mode; name it"));

    /// <summary>A page that opens offline.</summary>
    public static ReportFormat Html { get; } = new("html", (recording, analysis, _) => HtmlReport.Create(recording, analysis));

    /// <summary>All there are.</summary>
    public static IReadOnlyList<ReportFormat> All { get; } =
    [
        Text,
        new("markdown", (recording, analysis, _) => MarkdownReport.Create(recording, analysis)),
        Html,
        new("origin", (recording, _, _) => OriginReport.Create(recording)),
        Json,
        new("csv", (recording, _, _) => CsvReport.Create(recording)),
        Hgrm,
    ];

    /// <summary>What <c>--format</c> takes.</summary>
    public string Name { get; }

    /// <summary>Finds a format by its name.</summary>
    /// <exception cref="FormatException">There is none of that name.</exception>
    public static ReportFormat Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(format => format.Name == name) is { } known ? known
            : throw new FormatException($"'{name}' is no format{Nearest.Hint(name, All.Select(format => format.Name))}; known are {string.Join(", ", All.Select(format => format.Name))}");
    }

    /// <summary>Writes a recording down.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="analysis">Its analysis.</param>
    /// <param name="folder">Its folder, which some formats name.</param>
    public string Create(Recording recording, SessionAnalysis analysis, string folder) => _create(recording, analysis, folder);

    /// <summary>Writes one mode down, in HdrHistogram's percentile format.</summary>
    /// <exception cref="FormatException">The recording has no such mode, or no histograms of it.</exception>
    public static string CreateHgrm(Recording recording, string mode)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(mode);
        return PercentileReport.Create(recording, mode);
    }

    /// <summary>Writes all modes down in that format, each with the name of a file.</summary>
    /// <exception cref="FormatException">The recording has no histograms.</exception>
    public static IReadOnlyDictionary<string, string> CreateHgrm(Recording recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        Dictionary<string, string> files = [];
        foreach (var mode in recording.Manifest.Modes)
        {
            var name = HistogramLog.Tag(mode);
            // Names that differ in what no file may be called.
            files[files.ContainsKey($"{name}.hgrm") ? $"{name}-{files.Count + 1}.hgrm" : $"{name}.hgrm"] = CreateHgrm(recording, mode);
        }

        return files;
    }
}
