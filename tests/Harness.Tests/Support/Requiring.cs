namespace TraceToll.Tests.Support;

/// <summary>
/// TRACETOLL_REQUIRE with or without a name, until disposed. The variable is that of the process, so its tests are of one collection; what
/// it requires of others stays in it.
/// </summary>
internal sealed class Requiring : IDisposable
{
    public const string Collection = "TRACETOLL_REQUIRE";

    private const string Variable = "TRACETOLL_REQUIRE";

    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);

    public Requiring(string name, bool required)
    {
        var others = (_before ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(each => each != name);
        Environment.SetEnvironmentVariable(Variable, string.Join(',', required ? others.Append(name) : others));
    }

    public void Dispose() => Environment.SetEnvironmentVariable(Variable, _before);
}
