namespace TraceToll.Tracing;

/// <summary>What bpftrace does while a slice is measured.</summary>
public sealed record TracingMode
{
    private TracingMode(string name, TracingKind kind)
    {
        Name = name;
        Kind = kind;
    }

    /// <summary>The control: no tracer.</summary>
    public static TracingMode Off { get; } = new("off", TracingKind.Off);

    /// <summary>The second control of every block: no tracer either. Its difference from off is the session's noise floor.</summary>
    public static TracingMode OffAgain { get; } = new("off-again", TracingKind.Off);

    /// <summary>The origin's script attached, with limits that nothing passes: the cost of looking at every packet.</summary>
    public static TracingMode Idle { get; } = new("idle", TracingKind.Idle);

    /// <summary>The origin's script with limits that everything passes: a log line for every packet.</summary>
    public static TracingMode LogEverything { get; } = new("log", TracingKind.LogEverything);

    /// <summary>
    /// No tracer; differs from off by the delay that the experiment plants, and where it plants none by nothing: a test of the
    /// measurement, whose result is known beforehand.
    /// </summary>
    public static TracingMode Planted { get; } = new("planted", TracingKind.Planted);

    /// <summary>What a command line calls the mode of a script of the user's.</summary>
    internal const string ScriptName = "script";

    /// <summary>Those that a name is enough for.</summary>
    internal static IReadOnlyList<TracingMode> Named => [Off, OffAgain, Idle, LogEverything, Planted];

    /// <summary>What reports, baselines and test rows call it.</summary>
    public string Name { get; }

    /// <summary>What it is.</summary>
    public TracingKind Kind { get; }

    /// <summary>The script of <see cref="TracingKind.Script"/>; else null.</summary>
    public string? ScriptPath { get; private init; }

    /// <summary>The script's arguments. <c>{port}</c> becomes the responder's port.</summary>
    public IReadOnlyList<string> ScriptArguments { get; private init; } = [];

    /// <summary>Whether a tracer runs in this mode.</summary>
    public bool IsTraced => Kind is not (TracingKind.Off or TracingKind.Planted);

    /// <summary>Whether it is what others are compared with: off, or off-again.</summary>
    public bool IsControl => Kind == TracingKind.Off;

    /// <summary>Whether a mode of this name is a control: off, or off-again.</summary>
    public static bool IsControlName(string name) => name == Off.Name || name == OffAgain.Name;

    /// <summary>A bpftrace script of the user's.</summary>
    /// <param name="path">The file.</param>
    /// <param name="arguments">Its arguments; <c>{port}</c> becomes the responder's port.</param>
    public static TracingMode Script(string path, params IReadOnlyList<string> arguments) =>
        new(Path.GetFileNameWithoutExtension(path), TracingKind.Script) { ScriptPath = Path.GetFullPath(path), ScriptArguments = arguments };

    /// <summary>The mode of that name: off, off-again, idle, log or planted.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static TracingMode Parse(string name) =>
        Named.FirstOrDefault(mode => mode.Name == name)
        ?? throw new FormatException($"'{name}' is no tracing mode{Nearest.Hint(name, [.. Named.Select(mode => mode.Name), ScriptName])}; known are off, off-again, idle, log, planted, and script with --script FILE");

    /// <summary>For test rows, whose arguments are names: the same as <see cref="Parse"/>.</summary>
    public static explicit operator TracingMode(string name) => Parse(name);

    /// <inheritdoc/>
    public bool Equals(TracingMode? other) => other is not null && Name == other.Name && ScriptPath == other.ScriptPath
        && ScriptArguments.SequenceEqual(other.ScriptArguments);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, ScriptPath);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
