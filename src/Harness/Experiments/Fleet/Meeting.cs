namespace TraceToll.Experiments.Fleet;

/// <summary>Where the pairs of a fleet wait for each other, again and again: nobody goes on before all have come.</summary>
internal sealed class Meeting(int pairs)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _allHere = New();
    private int _here;

    /// <summary>Completes when all have come; at once where there is but one.</summary>
    public Task ArriveAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource met;
        lock (_lock)
        {
            met = _allHere;
            if (++_here < pairs)
            {
                return met.Task.WaitAsync(cancellationToken);
            }

            (_here, _allHere) = (0, New());
        }

        met.SetResult();
        return Task.CompletedTask;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
