using TraceToll.Experiments;

namespace TraceToll.Cli;

/// <summary>For a terminal: one line, drawn again only when there is news, as a display that spins would be measured too.</summary>
/// <param name="error">The terminal.</param>
/// <param name="verbose">Whether details are told too.</param>
/// <param name="width">Its columns now.</param>
/// <param name="unicode">Whether it can show blocks.</param>
/// <param name="colour">Whether it may be coloured.</param>
internal sealed class ProgressBarLine(TextWriter error, bool verbose, Func<int> width, bool unicode, bool colour) : ProgressDisplay(verbose)
{
    private const string EraseToEnd = "\e[J";

    // Where ^C is echoed behind the line, it must not begin another one.
    private const int Spare = 3;

    private readonly Lock _lock = new();
    private (string Bar, string Text) _drawn = ("", "");
    private bool _disposed;

    public override void Say(string line)
    {
        lock (_lock)
        {
            error.Write($"{Start()}{line}\n");
            Draw(_drawn);
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        lock (_lock)
        {
            error.Write(Start());
            (_drawn, _disposed) = (("", ""), true);
        }
    }

    protected override void Show(ExperimentProgress value)
    {
        lock (_lock)
        {
            var line = ProgressText.Line(value, Math.Max(1, width() - Spare), unicode ? '█' : '#', unicode ? '░' : '-');
            if (!_disposed && line != _drawn)
            {
                error.Write(Start());
                Draw(line);
            }
        }
    }

    /// <summary>Back to where the line begins, which is further up where the terminal has become narrower meanwhile.</summary>
    private string Start()
    {
        var above = Math.Max(0, _drawn.Bar.Length + _drawn.Text.Length - 1) / Math.Max(1, width());
        return $"\r{(above > 0 ? $"\e[{above}A" : "")}{EraseToEnd}";
    }

    private void Draw((string Bar, string Text) line)
    {
        _drawn = line;
        error.Write(colour && line.Bar.Length > 0 ? $"\e[36m{line.Bar}\e[0m{line.Text}" : line.Bar + line.Text);
    }
}
