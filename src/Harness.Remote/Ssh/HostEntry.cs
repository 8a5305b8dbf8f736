namespace TraceToll.Remote.Ssh;

/// <summary>A host of hosts.json with what messages need: which of the two it is, and where the file lies.</summary>
/// <param name="Role"><c>sender</c> or <c>responder</c>.</param>
/// <param name="Host">Its record.</param>
/// <param name="File">hosts.json, absolute.</param>
internal sealed record HostEntry(string Role, RemoteHost Host, string File)
{
    /// <summary>What to mend, in messages.</summary>
    public string Record => $"the {Role} in {File}";

    public static IReadOnlyList<HostEntry> Of(HostsFile hosts) =>
        [new("sender", hosts.Sender, hosts.Path), new("responder", hosts.Responder, hosts.Path)];

    public override string ToString() => $"the {Role} host {Host}";
}
