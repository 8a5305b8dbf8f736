namespace TraceToll.Hosts.Namespaces;

/// <summary>Two network namespaces of this machine, joined by a link: two hosts with one kernel, and a real TCP path between them.</summary>
internal sealed class NamespacesTestbed : Testbed
{
    public const string Kind = "namespaces";

    private readonly LinkConditions _conditions;

    private NamespacesTestbed(string name, LinkConditions conditions)
        : base(name) => _conditions = conditions;

    // A name of its own, as there are kernels with namespaces that can neither delay packets nor lose them.
    public override string Requirement => _conditions == LinkConditions.None ? "netns" : "netem";

    /// <exception cref="FormatException">A parameter is wrong.</exception>
    public static new NamespacesTestbed Parse(string name) => new(name, LinkConditions.Parse(name.Split(',').Skip(1)));

    /// <summary>Found out by trying: what is made for it is gone at once.</summary>
    public override async Task<string?> MissingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var trial = await OpenAsync(cancellationToken);
            return null;
        }
        catch (RigFailureException missing)
        {
            return $"{missing.Message}; {missing.Remedy}";
        }
    }

    public override async Task<OpenTestbed> OpenAsync(CancellationToken cancellationToken)
    {
        if (NetworkTool.Missing(_conditions) is { } missing)
        {
            throw missing;
        }

        return await OpenNamespaces.CreateAsync(_conditions, cancellationToken);
    }
}
