namespace TraceToll.Tests.Support;

/// <summary>A folder of the test's own. Its name has spaces and umlauts, so that every test of files is one of paths too.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("tracetoll tests äöü ").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
