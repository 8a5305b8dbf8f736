using TraceToll.Analysis;

namespace TraceToll.Baselines;

/// <summary>The folder of baselines: a folder for each environment, a pair of files for each baseline.</summary>
/// <param name="folder">The folder; need not be there yet.</param>
public sealed class BaselineStore(string folder)
{
    internal const string Verified = ".verified.json";
    internal const string Received = ".received.json";

    // What a crash leaves of a file that was being written.
    internal const string Unfinished = ".new";

    private const string AnyVerified = ".verified.";

    /// <summary>The folder, absolute.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>All pairs of which a file is there, by environment and name.</summary>
    public IReadOnlyList<BaselinePair> All() => !Directory.Exists(Folder) ? [] :
    [
        .. from environment in Directory.GetDirectories(Folder).Order(StringComparer.Ordinal)
           from name in Directory.GetFiles(environment).Select(Path.GetFileName).SelectMany(NameOf).Distinct().Order(StringComparer.Ordinal)
           select new BaselinePair(Path.GetFileName(environment), name, environment),
    ];

    /// <summary>The pair of that name in that environment, whether its files are there or not.</summary>
    /// <exception cref="FormatException">A file or a folder cannot have that name.</exception>
    /// <exception cref="InvalidBaselineException">There are two baselines for the name, or one that is called otherwise.</exception>
    public BaselinePair Of(string environment, string name)
    {
        var pair = new BaselinePair(BaselineName.CheckedEnvironment(environment), BaselineName.Checked(name), Path.Combine(Folder, environment));
        List<string> alike = [.. (Directory.Exists(pair.Folder) ? Directory.GetFiles(pair.Folder) : []).Select(path => Path.GetFileName(path)!).Where(file => IsFor(name, file)).Order(StringComparer.Ordinal)];
        return alike.All(file => file == name + Verified) ? pair
            : alike is [var other] ? throw new InvalidBaselineException($"the baseline of {pair} is called {other}; call it {name}{Verified}, or remove it")
            : throw new InvalidBaselineException($"there are two baselines for {pair}: {string.Join(" and ", alike)}; keep the one that is right, as {name}{Verified}, and remove the other");
    }

    /// <summary>The pair that a person means: <c>environment/name</c>, or the name alone where only one environment has it.</summary>
    /// <exception cref="FormatException">There is none, or more than one.</exception>
    /// <exception cref="InvalidBaselineException">There are two baselines for the name.</exception>
    public BaselinePair Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        List<BaselinePair> all = [.. All()];
        List<BaselinePair> found = [.. all.Where(pair => pair.Name == name || $"{pair}" == name)];
        return found switch
        {
            [var only] => Of(only.Environment, only.Name),
            [] => throw new FormatException($"there is no baseline '{name}' in {Folder}; " + (all.Count == 0 ? "there are none at all" : $"there are {string.Join(", ", all)}")),
            _ => throw new FormatException($"'{name}' is in several environments; say which: {string.Join(", ", found)}"),
        };
    }

    /// <summary>
    /// Holds a recording against its baseline. What differs from it, is new, or cannot be compared with it is written beside it as
    /// received; what agrees with it takes a received one away. What is approved is never touched.
    /// </summary>
    /// <inheritdoc cref="Compare" path="/param|/exception"/>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public BaselineCheck Check(string name, MeasuredSession measured, Budget? tolerance = null, int sessions = Baseline.UsualSessions)
    {
        var check = Compare(name, measured, tolerance, sessions);
        if (check.IsReceived)
        {
            BaselineFile.Write(check.Pair.ReceivedPath, check.Candidate);
        }
        else if (check.Outcome == BaselineOutcome.Within)
        {
            File.Delete(check.Pair.ReceivedPath);
        }

        return check;
    }

    /// <summary>Holds a recording against its baseline, and writes nothing.</summary>
    /// <param name="name">The baseline's name.</param>
    /// <param name="measured">The recording, with what it is to be known as.</param>
    /// <param name="tolerance">By how much the cost may change; null: what was approved, and <see cref="UsualTolerance"/> where nothing was.</param>
    /// <param name="sessions">How many sessions have to agree before one is approved, 1 or more.</param>
    /// <exception cref="FormatException">The name is none, or the recording can be no baseline.</exception>
    /// <exception cref="InvalidBaselineException">The approved baseline cannot be used; nothing was written.</exception>
    public BaselineCheck Compare(string name, MeasuredSession measured, Budget? tolerance = null, int sessions = Baseline.UsualSessions)
    {
        ArgumentNullException.ThrowIfNull(measured);
        ArgumentOutOfRangeException.ThrowIfLessThan(sessions, 1);
        var pair = Of(measured.Environment, name);
        var approved = pair.ReadApproved();
        var candidate = measured.ToBaseline(tolerance ?? approved?.Allowed ?? UsualTolerance, sessions);
        var check = BaselineCheck.Of(pair, approved, candidate, measured.Recording);
        return check.IsReceived ? check with { Candidate = Confirmations.Join(ReadReceivedOrNone(pair), candidate) } : check;
    }

    /// <summary>What a change may be where nobody has said it: 5 us or 5 % of off at the median, whichever is more.</summary>
    public static Budget UsualTolerance { get; } = Budget.AtMost(5, 5, new Measure(50));

    /// <summary>Makes the received baseline the approved one.</summary>
    /// <param name="pair">The baseline.</param>
    /// <param name="approval">Who accepts it, when and why.</param>
    /// <param name="force">Accept it whatever speaks against it; the file then says what did.</param>
    /// <exception cref="AcceptanceRefusedException">Something speaks against it.</exception>
    /// <exception cref="InvalidBaselineException">The received baseline cannot be used, or, without force, the approved one; nothing was written.</exception>
    public Baseline Accept(BaselinePair pair, Approval approval, bool force = false)
    {
        ArgumentNullException.ThrowIfNull(pair);
        // For what it throws: two baselines of one name.
        pair = Of(pair.Environment, pair.Name);
        if (!force)
        {
            // Likewise: what cannot be used is not written over as if it had not been there.
            pair.ReadApproved();
        }

        return Accept(pair, pair.ReadReceived() ?? throw new AcceptanceRefusedException(pair, ["nothing was received for it: measure first, or it is approved already"]), approval, force, []);
    }

    /// <summary>Makes a recording the approved baseline.</summary>
    /// <param name="name">The baseline's name.</param>
    /// <param name="measured">The recording, with what it is to be known as.</param>
    /// <param name="approval">Who accepts it, when and why.</param>
    /// <param name="tolerance">By how much the cost may change; null: what was approved, and <see cref="UsualTolerance"/> where nothing was.</param>
    /// <param name="sessions">How many sessions have to agree.</param>
    /// <param name="force">Accept it whatever speaks against it; the file then says what did.</param>
    /// <exception cref="AcceptanceRefusedException">Something speaks against it.</exception>
    /// <exception cref="FormatException">The name is none, or the recording can be no baseline.</exception>
    public Baseline Accept(string name, MeasuredSession measured, Approval approval, Budget? tolerance = null, int sessions = Baseline.UsualSessions, bool force = false)
    {
        ArgumentNullException.ThrowIfNull(measured);
        var pair = Of(measured.Environment, name);
        // Only forced: what cannot be read may have to be replaced.
        var approved = force ? ReadOrNone(pair.ReadApproved) : pair.ReadApproved();
        var candidate = measured.ToBaseline(tolerance ?? approved?.Allowed ?? UsualTolerance, sessions);
        var check = BaselineCheck.Of(pair, approved, candidate, measured.Recording);
        return Accept(pair, Confirmations.Join(ReadReceivedOrNone(pair), candidate), approval, force, Acceptance.Problems(check));
    }

    /// <summary>Takes the received baseline away; what is approved stays.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool Reject(BaselinePair pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        var there = File.Exists(pair.ReceivedPath);
        File.Delete(pair.ReceivedPath);
        return there;
    }

    private static Baseline Accept(BaselinePair pair, Baseline baseline, Approval approval, bool force, IEnumerable<string> problems)
    {
        List<string> against = [.. problems, .. Acceptance.Problems(baseline, pair)];
        if (against.Count > 0 && !force)
        {
            throw new AcceptanceRefusedException(pair, against);
        }

        var accepted = baseline with { Approval = approval with { Forced = against.Count > 0 ? against : null } };
        BaselineFile.Write(pair.VerifiedPath, accepted);
        // After that: a crash in between leaves a received file too many, which says the same.
        File.Delete(pair.ReceivedPath);
        return accepted;
    }

    /// <summary>A received file that cannot be read confirms nothing, and is in nobody's way.</summary>
    private static Baseline? ReadReceivedOrNone(BaselinePair pair) => ReadOrNone(pair.ReadReceived);

    private static Baseline? ReadOrNone(Func<Baseline?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidBaselineException)
        {
            return null;
        }
    }

    private static IEnumerable<string> NameOf(string? file) =>
        file!.EndsWith(Verified, StringComparison.Ordinal) ? [file[..^Verified.Length]]
        : file.EndsWith(Received, StringComparison.Ordinal) ? [file[..^Received.Length]]
        : [];

    /// <summary>As Verify counts files to a name: another ending, another case (which some file systems do not tell apart), a number.</summary>
    private static bool IsFor(string name, string file) =>
        file.StartsWith(name + AnyVerified, StringComparison.OrdinalIgnoreCase) && !file.EndsWith(Unfinished, StringComparison.Ordinal)
        || (file.StartsWith(name + "#", StringComparison.OrdinalIgnoreCase) && file.Contains(AnyVerified, StringComparison.OrdinalIgnoreCase));
}
