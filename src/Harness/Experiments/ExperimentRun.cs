using System.Globalization;
using System.Reflection;
using TraceToll.Hosts;
using TraceToll.Protocol;
using TraceToll.Recordings;
using TraceToll.Tracing;

namespace TraceToll.Experiments;

/// <summary>One run of an <see cref="Experiment"/>, from the machine's lock to the finished recording.</summary>
internal sealed class ExperimentRun(Experiment experiment, IProgress<ExperimentProgress>? progress, TimeProvider time)
{
    private static readonly TimeSpan FactsPatience = TimeSpan.FromSeconds(60);

    public async Task<RecordedExperiment> RunAsync(CancellationToken cancellationToken)
    {
        var teller = new ProgressTeller(progress, time);
        await using var turn = await MeasurementLock.TakeAsync(
            MeasurementLock.SharedFolder, holder => teller.Tell($"waiting: {holder} is measuring on this machine"), time, cancellationToken);
        var writer = new RecordingWriter(CreateFolder(), FirstManifest());
        Outcome outcome;
        try
        {
            outcome = await MeasureAsync(writer, teller, cancellationToken);
        }
        catch (RigFailureException failure)
        {
            outcome = new Outcome(false, [$"{failure.Message}; {failure.Remedy}"]);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            outcome = new Outcome(false, ["stopped by the user before the plan was done; measure again"]);
        }

        return new RecordedExperiment(writer.Folder, writer.Finish(outcome, time.GetUtcNow()));
    }

    private async Task<Outcome> MeasureAsync(RecordingWriter writer, ProgressTeller teller, CancellationToken cancellationToken)
    {
        teller.Tell("looking at the hosts");
        var senderFacts = await FactsAsync(experiment.Testbed.Sender, cancellationToken);
        var responderFacts = experiment.Testbed.SameKernel ? senderFacts : await FactsAsync(experiment.Testbed.Responder, cancellationToken);
        writer.Note(manifest => manifest with { SenderHost = senderFacts, ResponderHost = responderFacts });

        var placement = LoopPlacement.For(experiment, senderFacts, responderFacts);
        writer.Note(manifest => manifest with { Loops = placement.ToString() });

        // Without a tracer the noise floor can still be measured, which is worth having; the outcome says what is missing.
        var modes = experiment.Modes;
        RigFailureException? missing = null;
        Probe? probe = null;
        if (modes.Any(mode => mode.IsTraced))
        {
            try
            {
                var traced = experiment.Side == TracedSide.Responder ? responderFacts : senderFacts;
                probe = modes.Any(mode => mode.Kind is TracingKind.Idle or TracingKind.LogEverything) ? Probe.For(traced) : null;
                RequireTracer(traced);
                writer.Note(manifest => manifest with { Probe = probe?.Name });
            }
            catch (RigFailureException failure)
            {
                missing = failure;
                modes = [.. modes.Where(mode => !mode.IsTraced)];
            }
        }

        var context = new RunContext(experiment, modes, probe, placement, writer, teller);
        await (experiment.Plan switch
        {
            Interleaved plan => new InterleavedRunner(context, plan, time).RunAsync(cancellationToken),
            SeparateRuns plan => new SeparateRunsRunner(context, plan).RunAsync(cancellationToken),
            _ => throw new InvalidOperationException($"no runner for {experiment.Plan}"),
        });

        List<string> causes = [.. writer.Slices.SelectMany(Describe)];
        if (missing != null)
        {
            causes.Add($"{missing.Message}; {missing.Remedy}");
        }

        return causes.Count == 0 ? Outcome.Good : new Outcome(false, causes);
    }

    private static IEnumerable<string> Describe(Slice slice) =>
        slice.Problems.Select(problem => string.Create(CultureInfo.InvariantCulture, $"block {slice.Block}, {slice.Mode}: {problem}"));

    private static void RequireTracer(HostFacts facts)
    {
        if (facts.Tracer.Missing is { } missing)
        {
            throw new RigFailureException($"nothing can be traced on {facts.HostName}: {missing}", facts.Tracer.Remedy ?? "run 'tracetoll doctor'");
        }
    }

    private static async Task<HostFacts> FactsAsync(Host host, CancellationToken cancellationToken)
    {
        await using var agent = await host.StartAgentAsync($"facts agent on {host.Name}", ["facts"], cancellationToken);
        return await agent.ExpectAsync<HostFacts>(FactsPatience, cancellationToken);
    }

    private RecordingManifest FirstManifest() => new()
    {
        Schema = RecordingManifest.CurrentSchema,
        Tool = typeof(ExperimentRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
        StartedAt = time.GetUtcNow(),
        Outcome = Outcome.Unfinished,
        Scenario = experiment.Scenario,
        Testbed = experiment.Testbed.Name,
        Side = $"{experiment.Side}".ToLowerInvariant(),
        Plan = $"{experiment.Plan}",
        Modes = [.. experiment.Modes.Select(mode => mode.Name)],
    };

    private string CreateFolder()
    {
        if (experiment.Folder is { } chosen)
        {
            var folder = Path.GetFullPath(chosen);
            return File.Exists(Path.Combine(folder, Recording.ManifestFile))
                ? throw new IOException($"{folder} holds a recording already; choose another folder, or remove it")
                : folder;
        }

        // Two that begin in one second, on a machine that several measure on in turn, must not share a folder.
        var name = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);
        var root = Path.GetFullPath(experiment.Root);
        return Enumerable.Range(1, int.MaxValue)
            .Select(number => Path.Combine(root, number == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{number}")))
            .First(folder => !Directory.Exists(folder));
    }
}
