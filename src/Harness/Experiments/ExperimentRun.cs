using System.Globalization;
using TraceToll.Experiments.Fleet;
using TraceToll.Hosts;
using TraceToll.Recordings;
using TraceToll.Tracing;

namespace TraceToll.Experiments;

/// <summary>One run of an <see cref="Experiment"/>, from the machine's lock to the finished recording.</summary>
internal sealed class ExperimentRun(Experiment asked, IProgress<ExperimentProgress>? progress, TimeProvider time)
{
    // From here on the order of modes is settled, and written down.
    private readonly Experiment _experiment = asked.Plan is Interleaved { Seed: null } plan
        ? asked.By(plan with { Seed = Random.Shared.Next() })
        : asked;

    private PairRecordings? _pairs;

    // How many slices make a block; fewer than were asked for where something is missing.
    private int _modes = asked.Modes.Count;

    public async Task<RecordedExperiment> RunAsync(CancellationToken cancellationToken)
    {
        var teller = new ProgressTeller(progress, time);
        await using var turn = await MeasurementLock.TakeAsync(
            MeasurementLock.SharedFolder, holder => teller.Tell($"waiting: {holder} is measuring on this machine"), time, cancellationToken);
        var writer = new RecordingWriter(RecordingFolder.Choose(_experiment.Folder, _experiment.Root, time.GetUtcNow()), FirstManifest());
        teller.Note($"recording into {writer.Folder}, by the plan {_experiment.Plan}");
        OpenTestbed? testbed = null;
        Outcome outcome;
        string? left;
        try
        {
            outcome = await AttemptAsync(
                async () =>
                {
                    teller.Tell($"opening {_experiment.Testbed}");
                    testbed = await _experiment.Testbed.OpenAsync(cancellationToken);
                    return await MeasureAsync(testbed, writer, teller, cancellationToken);
                },
                () => Stopped(writer),
                cancellationToken);
        }
        finally
        {
            left = await CloseAsync(testbed);
        }

        outcome = left == null ? outcome : new Outcome(false, [.. outcome.Causes, left]);
        _pairs?.Finish(outcome, time.GetUtcNow());
        return new RecordedExperiment(writer.Folder, writer.Finish(outcome, time.GetUtcNow()));
    }

    private static async Task<Outcome> AttemptAsync(Func<Task<Outcome>> measure, Func<Outcome> stopped, CancellationToken cancellationToken)
    {
        try
        {
            return await measure();
        }
        catch (RigFailureException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C in a terminal reaches the agents too; what they then say is no failure of theirs.
            return stopped();
        }
        catch (RigFailureException failure)
        {
            return new Outcome(false, [Cause(failure)]);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return stopped();
        }
    }

    /// <summary>What is in the recording is whole, only less than was planned: how much less has to be said.</summary>
    private Outcome Stopped(RecordingWriter writer)
    {
        var measured = writer.Slices.Where(slice => slice.Use == SliceUse.Compared).ToList();
        var (done, planned, noun) = _experiment.Plan switch
        {
            Interleaved plan => (measured.CountBy(slice => slice.Block).Count(block => block.Value == _modes), plan.Blocks, "block"),
            SeparateRuns plan => (measured.Count, plan.Runs * _modes, "run"),
            var other => throw new InvalidOperationException($"no runner for {other}"),
        };
        return new Outcome(false, [string.Create(CultureInfo.InvariantCulture, $"stopped by the user after {done} of {planned} {noun}{(planned == 1 ? "" : "s")}; measure again for figures that count")]);
    }

    /// <returns>What is left of the testbed, and what to do; null when nothing is.</returns>
    private static async Task<string?> CloseAsync(OpenTestbed? testbed)
    {
        try
        {
            await (testbed?.DisposeAsync() ?? default);
            return null;
        }
        catch (RigFailureException left)
        {
            return Cause(left);
        }
    }

    private static string Cause(RigFailureException failure) => $"{failure.Message}; {failure.Remedy}";

    private async Task<Outcome> MeasureAsync(OpenTestbed testbed, RecordingWriter writer, ProgressTeller teller, CancellationToken cancellationToken)
    {
        var fleet = testbed.Pairs;
        writer.Note(manifest => manifest with { Testbed = FleetTestbed.NameOf(manifest.Testbed, Math.Max(1, fleet.Count)), TestbedFacts = testbed.Facts });
        if (_experiment.Refusal(fleet.Count > 0) is { } reason)
        {
            throw new RigFailureException(reason, "leave one pair in the hosts file for that");
        }

        teller.Tell("looking at the hosts");
        IReadOnlyList<OpenTestbed> open = fleet.Count == 0 ? [testbed] : [.. fleet.Select(pair => pair.Open)];
        var inspections = await TestbedInspection.ReadPairsAsync(open, _experiment.Side, cancellationToken);
        var environment = EnvironmentName.Of(inspections[0].Machine, Environment.GetEnvironmentVariable);
        writer.Note(manifest => manifest with { SenderHost = inspections[0].Sender, ResponderHost = inspections[0].Responder, Environment = environment });

        var placements = FleetPlacement.For(_experiment.Scenario, [.. open.Zip(inspections)]);
        writer.Note(manifest => manifest with
        {
            Loops = string.Join("; ", placements.Select(placement => placement.ToString()).Distinct()),
            SharesCpus = placements.Any(placement => placement.TakesAllCpus),
        });

        // Without a tracer the noise floor can still be measured, which is worth having; the outcome says what is missing.
        var modes = _experiment.Modes;
        var missing = inspections.SelectMany((pair, index) => modes.Select(pair.MissingFor).OfType<string>()
            .Select(each => fleet.Count == 0 ? each : $"{fleet[index].Name}: {each}")).FirstOrDefault();
        modes = missing == null ? modes : [.. modes.Where(mode => !mode.IsTraced)];
        var probe = modes.Any(mode => mode.Kind is TracingKind.Idle or TracingKind.LogEverything) ? Probe.For(inspections.SelectMany(pair => pair.Tracers)) : null;
        writer.Note(manifest => manifest with { Probe = probe?.Name, Missing = missing });
        _modes = modes.Count;
        TellSurroundings(teller, inspections, placements, probe);

        var context = new RunContext(_experiment, testbed, modes, probe, RunCounts(inspections[0]), placements[0], writer, teller);
        if (fleet.Count > 0)
        {
            _pairs = PairRecordings.Begin(context, [.. fleet.Select((pair, index) => (pair, inspections[index], placements[index]))], time);
        }

        await (_experiment.Plan switch
        {
            Interleaved plan => new InterleavedRunner(context, _pairs?.Contexts ?? [context], plan, time).RunAsync(cancellationToken),
            SeparateRuns plan => new SeparateRunsRunner(context, plan, time).RunAsync(cancellationToken),
            _ => throw new InvalidOperationException($"no runner for {_experiment.Plan}"),
        });
        _pairs?.HaveMeasured();
        return OutcomeOf(new Recording(writer.Manifest, writer.Slices));
    }

    /// <summary>Of what was measured to the end.</summary>
    internal static Outcome OutcomeOf(Recording measured)
    {
        List<string> causes = [.. measured.Problems];
        if (measured.Manifest.Exclusion != null && !measured.Compared.Any())
        {
            causes.Add($"the rule {measured.Manifest.Exclusion} left out all that was measured; measure on a quieter machine, or allow more");
        }

        if (measured.Manifest.Missing is { } missing)
        {
            causes.Add(missing);
        }

        return causes.Count == 0 ? Outcome.Good : new Outcome(false, causes);
    }

    private static void TellSurroundings(ProgressTeller teller, IReadOnlyList<TestbedInspection> inspections, IReadOnlyList<LoopPlacement> placements, Probe? probe)
    {
        foreach (var host in inspections.SelectMany(pair => new[] { pair.Sender, pair.Responder }).DistinctBy(host => host.HostName))
        {
            teller.Note($"host {host.HostName}: {host.OperatingSystem}, Linux {host.Kernel}, {host.CpusAllowed.Count} of {host.CpuCount} CPUs, {host.Tracer.Version ?? "no bpftrace"}");
        }

        foreach (var loops in placements.Select(placement => placement.ToString()).Distinct())
        {
            teller.Note($"loops: {loops}{(probe == null ? "" : $"; probe {probe.Name}")}");
        }
    }

    internal static bool RunCounts(TestbedInspection inspection) => inspection.Tracers.All(host => host.Tracer.RunCounts);

    private RecordingManifest FirstManifest() => new()
    {
        Schema = RecordingManifest.CurrentSchema,
        Tool = RecordingManifest.CurrentTool,
        StartedAt = time.GetUtcNow(),
        Outcome = Outcome.Unfinished,
        Scenario = _experiment.Scenario,
        Testbed = _experiment.Testbed.Name,
        Side = $"{_experiment.Side}".ToLowerInvariant(),
        PlantedDelayNs = Plants ? _experiment.PlantedDelayNs : null,
        PlantedSide = Plants ? $"{_experiment.PlantedSide}".ToLowerInvariant() : null,
        Plan = $"{_experiment.Plan}",
        Script = Script?.ScriptPath,
        ScriptArguments = Script?.ScriptArguments,
        Budgets = _experiment.Budgets.Count > 0 ? _experiment.Budgets : null,
        Exclusion = _experiment.Exclusion?.ToString(),
        Interleaved = _experiment.Plan is Interleaved,
        Modes = [.. _experiment.Modes.Select(mode => mode.Name)],
    };

    private TracingMode? Script => _experiment.Modes.FirstOrDefault(mode => mode.Kind == TracingKind.Script);

    private bool Plants => _experiment.Modes.Any(_experiment.Plants);
}
