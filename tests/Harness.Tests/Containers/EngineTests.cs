using System.Net;
using System.Net.Sockets;
using Docker.DotNet;
using TraceToll.Containers;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Containers;

/// <summary>Engines that are absent, closed, elsewhere or of another time: one sentence each, and what to do.</summary>
public sealed class EngineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("1.41", "1.12", "1.41")]
    [InlineData("1.44", "1.24", "1.44")]
    [InlineData("1.54", "1.44", "1.44")]
    [InlineData("1.60", "1.50", "1.50")]
    [InlineData("1.40", null, "1.40")]
    [InlineData("new", "", "1.44")]
    public void The_version_of_the_interface_is_one_that_the_engine_speaks(string newest, string? oldest, string spoken) =>
        Assert.Equal(Version.Parse(spoken), Engine.Choose(newest, oldest));

    [Theory]
    [InlineData("unix:///a/b.sock", "tcp://host:2375", null, "unix:///a/b.sock")]
    [InlineData("/a/b.sock", null, null, "unix:///a/b.sock")]
    [InlineData(null, "unix:///c/d.sock", "somewhere", "unix:///c/d.sock")]
    public void The_engine_is_the_first_that_is_named(string? own, string? docker, string? context, string found) =>
        Assert.Equal(new Uri(found), EngineAddress.Find(Variables(own, docker, context)));

    [Theory]
    [InlineData("tcp://10.0.0.1:2375")]
    [InlineData("ssh://me@host")]
    [InlineData("https://host:2376")]
    public void An_engine_on_another_machine_is_refused(string address)
    {
        var refusal = Assert.Throws<RigFailureException>(() => EngineAddress.Find(Variables(null, address, null)));

        Assert.Equal($"the engine {new Uri(address)} may be on another machine, and bpftrace has to run beside the containers", refusal.Message);
        Assert.StartsWith("let TRACETOLL_DOCKER_HOST name the socket of an engine on this machine, such as unix:///var/run/docker.sock", refusal.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_address_is_refused()
    {
        Assert.Equal("TRACETOLL_DOCKER_HOST is 'docker', which is no address of an engine",
            Assert.Throws<RigFailureException>(() => EngineAddress.Find(Variables("docker", null, null))).Message);
        Assert.Equal("the configuration of Docker names no engine: The Docker context 'nowhere' does not exist",
            Assert.Throws<RigFailureException>(() => EngineAddress.Find(Variables(null, null, "nowhere"))).Message);
    }

    [Fact]
    public async Task Where_no_engine_is_that_is_said()
    {
        var missing = await Assert.ThrowsAsync<RigFailureException>(() => Engine.ConnectAsync(new Uri("unix:///no/docker.sock"), CancellationToken.None));

        Assert.Equal("there is no engine at unix:///no/docker.sock", missing.Message);
        Assert.StartsWith("install Docker ('sudo apt-get install docker.io') and start it", missing.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_that_nobody_listens_at_is_a_stopped_engine()
    {
        var path = _folder.File("docker.sock");
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            // Closing would remove it, which an engine that is killed does not do.
            File.Move(path, path + ".kept");
        }

        File.Move(path + ".kept", path);
        var stopped = await Assert.ThrowsAsync<RigFailureException>(() => Engine.ConnectAsync(new Uri($"unix://{path}"), CancellationToken.None));

        Assert.StartsWith("no engine listens at unix://", stopped.Message, StringComparison.Ordinal);
        Assert.StartsWith("start it ('sudo systemctl start docker')", stopped.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SocketError.AccessDenied, " may not use the engine at unix:///a.sock")]
    [InlineData(SocketError.ConnectionRefused, "no engine listens at unix:///a.sock")]
    [InlineData(SocketError.ConnectionReset, "the engine at unix:///a.sock broke off: ")]
    public async Task What_a_broken_connection_means_is_said(SocketError error, string message)
    {
        var failure = await FailAsync(_ => throw new HttpRequestException("Connection failed", new SocketException((int)error)));

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_engine_refuses_is_told_in_its_words() => Assert.Equal("the engine at unix:///a.sock did not make it: no space left on device",
        (await FailAsync(_ => throw new DockerApiException(HttpStatusCode.InternalServerError, """{"message":"no space left on device"}"""))).Message);

    [Fact]
    public async Task An_engine_that_says_nothing_is_not_waited_for() => Assert.Equal("the engine at unix:///a.sock did not make it within 0.1 s",
        (await FailAsync(_ => new TaskCompletionSource<int>().Task)).Message);

    public void Dispose() => _folder.Dispose();

    private static Task<RigFailureException> FailAsync(Func<CancellationToken, Task<int>> ask) => Assert.ThrowsAsync<RigFailureException>(
        () => EngineFailures.TellAsync(new Uri("unix:///a.sock"), "make it", TimeSpan.FromSeconds(0.1), ask, CancellationToken.None));

    private Func<string, string?> Variables(string? own, string? docker, string? context) => name => name switch
    {
        "TRACETOLL_DOCKER_HOST" => own,
        "DOCKER_HOST" => docker,
        "DOCKER_CONTEXT" => context,
        "DOCKER_CONFIG" => _folder.Path,
        _ => null,
    };
}
