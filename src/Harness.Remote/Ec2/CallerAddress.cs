namespace TraceToll.Remote.Ec2;

/// <summary>The address that this machine has outside: what SSH comes from.</summary>
internal static class CallerAddress
{
    private static readonly Uri Service = new("https://checkip.amazonaws.com/");

    /// <param name="handler">How to ask.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="RigFailureException">It cannot be found out.</exception>
    public static async Task<string> FindAsync(HttpMessageHandler handler, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new HttpClient(handler, disposeHandler: false) { Timeout = TimeSpan.FromSeconds(10) };
            return PairRequest.ParseSshFrom((await client.GetStringAsync(Service, cancellationToken)).Trim());
        }
        catch (Exception failure) when (failure is HttpRequestException or FormatException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new RigFailureException($"{Service} does not say the address of this machine: {Ec2Failure.Sentence(failure.Message)}", "name it with --ssh-from");
        }
    }
}
