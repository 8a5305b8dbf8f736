using System.Buffers.Binary;
using System.Security.Cryptography;
using TraceToll.Hosts;

namespace TraceToll.Remote;

/// <summary>The agent that is brought to hosts: one static file, so that nothing has to be there for it.</summary>
/// <param name="Path">Where it lies here.</param>
/// <param name="Hash">SHA-256, in small hexadecimal digits.</param>
/// <param name="Machine">The CPU architecture that it is for, as <c>uname -m</c> has it.</param>
internal sealed record AgentFile(string Path, string Hash, string Machine)
{
    private const int NameDigits = 16;
    private const int ElfMachineAt = 18;

    private static readonly Dictionary<int, string> Machines = new()
    {
        [3] = "i686",
        [40] = "armv7l",
        [62] = "x86_64",
        [183] = "aarch64",
        [243] = "riscv64",
    };

    /// <summary>Its name on hosts. Begins with tracetoll-agent, by which agents know each other.</summary>
    public string Name => $"tracetoll-agent-{Hash[..NameDigits]}";

    /// <exception cref="RigFailureException">There is none, or it cannot run elsewhere.</exception>
    public static AgentFile Read() => Read(AgentBinary.Path);

    public static AgentFile Read(string path)
    {
        if (File.Exists(path + ".dll"))
        {
            throw new RigFailureException($"the agent {path} is an ordinary .NET build, which cannot be brought to hosts",
                "sudo apt-get install gcc libc6-dev lld, then build again: that makes one static file of it");
        }

        using var file = File.OpenRead(path);
        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        return new AgentFile(path, hash, MachineOf(file, path));
    }

    /// <exception cref="RigFailureException">The host has another CPU architecture.</exception>
    public void RequireMachine(string host, string machine)
    {
        if (machine != Machine)
        {
            throw new RigFailureException($"{host} has a CPU of architecture {machine}, and this agent is for {Machine}",
                $"build TraceToll on a machine of architecture {machine} and let TRACETOLL_AGENT name its artifacts/agent/tracetoll-agent, or use another host");
        }
    }

    private static string MachineOf(FileStream file, string path)
    {
        var header = new byte[ElfMachineAt + sizeof(ushort)];
        file.Position = 0;
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header.AsSpan().StartsWith("\u007fELF"u8))
        {
            throw new RigFailureException($"the agent {path} is no Linux program", "build the solution again, or let TRACETOLL_AGENT name the file tracetoll-agent");
        }

        var number = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(ElfMachineAt));
        return Machines.GetValueOrDefault(number, $"number {number}");
    }
}
