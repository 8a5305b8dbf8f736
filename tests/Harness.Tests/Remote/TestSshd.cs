using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using TraceToll.Tests.EndToEnd;
using Xunit;

namespace TraceToll.Tests.Remote;

/// <summary>
/// A real SSH server on a port of loopback, as the user that runs the tests: a host of its own, with keys, home and PATH made for it. All
/// that it starts has the home in its command line, by which what is left is found.
/// </summary>
internal sealed class TestSshd : IDisposable
{
    private const string Program = "/usr/sbin/sshd";

    // sshd asks for it, and distributions make it when they start theirs.
    private const string PrivilegeSeparation = "/run/sshd";

    private const int MostTries = 5;

    private readonly Process _process;
    private readonly string _hostKey;

    private TestSshd(Process process, string home, string hostKey, int port)
    {
        _process = process;
        Home = home;
        _hostKey = hostKey;
        Port = port;
    }

    public static bool IsHere => File.Exists(Program);

    public string Home { get; }

    public int Port { get; }

    public string Cache => Path.Combine(Home, ".cache", "tracetoll");

    /// <summary>As ssh-keygen prints it, which is somebody else's word.</summary>
    public string Fingerprint => Shell.Run("ssh-keygen", "-lf", $"{_hostKey}.pub").Split(' ')[1];

    /// <param name="folder">Where its files go.</param>
    /// <param name="userKey">The key that may log in; its public half lies beside it.</param>
    /// <param name="before">Commands that go before those of the system.</param>
    /// <param name="path">All the PATH there is; null: the system's.</param>
    public static TestSshd Start(string folder, string userKey, IReadOnlyDictionary<string, string>? before = null, string? path = null)
    {
        Directory.CreateDirectory(folder);
        if (Environment.UserName == "root")
        {
            Directory.CreateDirectory(PrivilegeSeparation);
        }

        var home = Directory.CreateDirectory(Path.Combine(folder, "home")).FullName;
        var commands = Directory.CreateDirectory(Path.Combine(folder, "bin")).FullName;
        foreach (var (name, script) in before ?? new Dictionary<string, string>())
        {
            var file = Path.Combine(commands, name);
            File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var hostKey = Path.Combine(folder, "host-key");
        Shell.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", hostKey);
        var config = Path.Combine(folder, "sshd_config");
        // Between a look for a free port and sshd's own bind somebody else may take it.
        for (var tries = 1; ; tries++)
        {
            var port = FreePort();
            Configure(port);
            var log = Path.Combine(folder, $"sshd-{tries}.log");
            var process = Process.Start(new ProcessStartInfo(Program, ["-D", "-E", log, "-f", config]) { RedirectStandardInput = true })!;
            if (Listens(process, log, port))
            {
                return new TestSshd(process, home, hostKey, port);
            }

            Assert.True(tries < MostTries, File.ReadAllText(log));
        }

        void Configure(int port) => File.WriteAllText(config, string.Create(CultureInfo.InvariantCulture, $"""
            ListenAddress 127.0.0.1:{port}
            HostKey "{hostKey}"
            AuthorizedKeysFile "{userKey}.pub"
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin prohibit-password
            SetEnv "HOME={home}" "PATH={commands}:{path ?? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}"

            """));
    }

    /// <summary>What of this host still runs: agents, and bpftrace with a script from its cache.</summary>
    public IReadOnlyList<int> Running() => [.. ProcessTree.All().Where(each => ProcessTree.CommandLine(each).Contains(Cache, StringComparison.Ordinal) && ProcessTree.IsAlive(each))];

    /// <summary>Every file below its home, relative to it.</summary>
    public IReadOnlyList<string> Files() => [.. Directory.EnumerateFiles(Home, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Home, file)).Order()];

    /// <summary>As a crash of the SSH server does: the connections' processes, not what runs over them.</summary>
    public void KillConnections() => Kill(Connections());

    public void Dispose()
    {
        var connections = Connections();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Kill(connections);
    }

    private List<int> Connections() => [.. ProcessTree.Below(_process.Id).Where(each => ProcessTree.CommandLine(each).StartsWith("sshd", StringComparison.Ordinal))];

    private static void Kill(List<int> processes)
    {
        foreach (var process in processes.Where(ProcessTree.IsAlive))
        {
            Shell.Run("kill", "-9", $"{process}");
        }
    }

    /// <summary>Whether it says that it listens, so that nobody else is taken for it; false when it has ended instead.</summary>
    private static bool Listens(Process process, string log, int port)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"Server listening on 127.0.0.1 port {port}.");
        for (var watch = Stopwatch.StartNew(); ;)
        {
            var ended = process.WaitForExit(milliseconds: 1);
            if (File.Exists(log) && File.ReadAllText(log).Contains(line, StringComparison.Ordinal))
            {
                return true;
            }

            if (ended || watch.Elapsed > Support.Patience.Long)
            {
                process.Kill();
                process.Dispose();
                return false;
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
