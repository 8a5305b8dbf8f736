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

    private static readonly Outcome Stopped = new(false, ["stopped by the user before the plan was done; measure again"]);

    public async Task<RecordedExperiment> RunAsync(CancellationToken cancellationToken)
    {
        var teller = new ProgressTeller(progress, time);
        await using var turn = await MeasurementLock.TakeAsync(
            MeasurementLock.SharedFolder, holder => teller.Tell($"waiting: {holder} is measuring on this machine"), time, cancellationToken);
        var writer = new RecordingWriter(RecordingFolder.Choose(_experiment.Folder, _experiment.Root, time.GetUtcNow()), FirstManifest());
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
                cancellationToken);
        }
        finally
        {
            left = await CloseAsync(testbed);
        }

        outcome = left == null ? outcome : new Outcome(false, [.. outcome.Causes, left]);
        return new RecordedExperiment(writer.Folder, writer.Finish(outcome, time.GetUtcNow()));
    }

    private static async Task<Outcome> AttemptAsync(Func<Task<Outcome>> measure, CancellationToken cancellationToken)
    {
        try
        {
            return await measure();
        }
        catch (RigFailureException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C in a terminal reaches the agents too; what they then say is no failure of theirs.
            return Stopped;
        }
        catch (RigFailureException failure)
        {
            return new Outcome(false, [Cause(failure)]);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Stopped;
        }
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
        writer.Note(manifest => manifest with { TestbedFacts = testbed.Facts });
        teller.Tell("looking at the hosts");
        var inspection = await TestbedInspection.ReadUnlockedAsync(testbed, _experiment.Side, cancellationToken);
        var environment = EnvironmentName.Of(inspection.Machine, Environment.GetEnvironmentVariable);
        writer.Note(manifest => manifest with { SenderHost = inspection.Sender, ResponderHost = inspection.Responder, Environment = environment });

        var placement = LoopPlacement.For(
            _experiment.Scenario, testbed.SameKernel ? inspection.Machine.CpusAllowed.Count : null,
            inspection.Sender, inspection.Responder, testbed.SenderCpus, testbed.ResponderCpus);
        writer.Note(manifest => manifest with { Loops = placement.ToString(), SharesCpus = placement.TakesAllCpus });

        // Without a tracer the noise floor can still be measured, which is worth having; the outcome says what is missing.
        var modes = _experiment.Modes;
        var missing = modes.Select(inspection.MissingFor).FirstOrDefault(each => each != null);
        modes = missing == null ? modes : [.. modes.Where(mode => !mode.IsTraced)];
        var probe = modes.Any(mode => mode.Kind is TracingKind.Idle or TracingKind.LogEverything) ? Probe.For(inspection.Tracers) : null;
        writer.Note(manifest => manifest with { Probe = probe?.Name, Missing = missing });

        var context = new RunContext(
            _experiment, testbed, modes, probe, inspection.Tracers.All(host => host.Tracer.RunCounts), placement, writer, teller);
        await (_experiment.Plan switch
        {
            Interleaved plan => new InterleavedRunner(context, plan, time).RunAsync(cancellationToken),
            SeparateRuns plan => new SeparateRunsRunner(context, plan).RunAsync(cancellationToken),
            _ => throw new InvalidOperationException($"no runner for {_experiment.Plan}"),
        });

        var measured = new Recording(writer.Manifest, writer.Slices);
        List<string> causes = [.. measured.Problems];
        if (writer.Manifest.Exclusion != null && !measured.Compared.Any())
        {
            causes.Add($"the rule {writer.Manifest.Exclusion} left out all that was measured; measure on a quieter machine, or allow more");
        }

        if (missing != null)
        {
            causes.Add(missing);
        }

        return causes.Count == 0 ? Outcome.Good : new Outcome(false, causes);
    }

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
