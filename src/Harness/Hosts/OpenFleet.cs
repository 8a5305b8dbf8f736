using System.Diagnostics.CodeAnalysis;

namespace TraceToll.Hosts;

/// <summary>The open pairs of a fleet. As one testbed it is its first pair.</summary>
internal sealed class OpenFleet : OpenTestbed
{
    [SetsRequiredMembers]
    private OpenFleet(IReadOnlyList<OpenPair> pairs)
    {
        var first = pairs[0].Open;
        Pairs = pairs;
        (Sender, Responder) = (first.Sender, first.Responder);
        (SenderTracer, ResponderTracer) = (first.SenderTracer, first.ResponderTracer);
        ResponderAddress = first.ResponderAddress;
        SameKernel = pairs.Any(pair => pair.Open.SameKernel);
        (SenderCpus, ResponderCpus) = (first.SenderCpus, first.ResponderCpus);
        Facts = FleetFacts.Of(pairs);
    }

    internal override IReadOnlyList<OpenPair> Pairs { get; }

    /// <exception cref="RigFailureException">A pair cannot be opened; the message names it, and nothing is left of the others.</exception>
    public static async Task<OpenFleet> OpenAsync(IReadOnlyList<Testbed> pairs, CancellationToken cancellationToken)
    {
        var open = new OpenPair?[pairs.Count];
        try
        {
            await Together.EachAsync(pairs.Count, Together.AtOnce, async (index, stop) =>
            {
                try
                {
                    open[index] = new OpenPair(index + 1, pairs[index], await pairs[index].OpenAsync(stop));
                }
                catch (RigFailureException failure)
                {
                    throw failure.Of(OpenPair.NameOf(index + 1, pairs[index]));
                }
            }, cancellationToken);
            return new OpenFleet([.. open.Select(pair => pair!)]);
        }
        catch (Exception failed)
        {
            if (await CloseAsync([.. open.OfType<OpenPair>()]) is { } left && failed is RigFailureException cause)
            {
                throw new RigFailureException($"{cause.Message}; {cause.Remedy}; besides, {left.Message}", left.Remedy);
            }

            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (await CloseAsync(Pairs) is { } left)
        {
            throw left;
        }
    }

    /// <summary>Closes all of them, whatever becomes of some.</summary>
    /// <returns>What is left, by pair; null when nothing is.</returns>
    private static async Task<RigFailureException?> CloseAsync(IReadOnlyList<OpenPair> pairs)
    {
        var left = new RigFailureException?[pairs.Count];
        await Together.EachAsync(pairs.Count, Together.AtOnce, async (index, _) =>
        {
            try
            {
                await pairs[index].Open.DisposeAsync();
            }
            catch (RigFailureException failure)
            {
                left[index] = failure.Of(pairs[index].Name);
            }
            catch (Exception unforeseen)
            {
                // The others are to be closed all the same.
                left[index] = new RigFailureException($"{pairs[index].Name} could not be closed: {unforeseen.Message}", "look what is left of it");
            }
        }, CancellationToken.None);
        List<RigFailureException> all = [.. left.OfType<RigFailureException>()];
        return all.Count == 0 ? null : new RigFailureException(string.Join("; ", all.Select(each => each.Message)), string.Join("; ", all.Select(each => each.Remedy).Distinct()));
    }
}
