namespace TraceToll.Tests.Support;

/// <summary>
/// Something required or not, until disposed. The variable is that of the process: what it requires of other tests stays in it, and
/// tests that change it are one collection.
/// </summary>
internal sealed class Requiring : IDisposable
{
    public const string Name = "requiring";
    private const string Require = "TRACETOLL_REQUIRE";

    private readonly string? _before = Environment.GetEnvironmentVariable(Require);

    public Requiring(string what, bool required)
    {
        var others = (_before ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(each => each != what);
        Environment.SetEnvironmentVariable(Require, string.Join(',', required ? others.Append(what) : others));
    }

    public void Dispose() => Environment.SetEnvironmentVariable(Require, _before);
}
