using TraceToll.Agent.Trace;

namespace TraceToll.Agent.Facts;

/// <summary>What lies between this host and the bare metal, in the words of systemd-detect-virt.</summary>
internal static class Virtualisation
{
    private static readonly (string InName, string Word)[] Vendors =
    [
        ("Amazon EC2", "amazon"), ("Google", "google"), ("VMware", "vmware"), ("innotek", "oracle"), ("VirtualBox", "oracle"),
        ("Xen", "xen"), ("KVM", "kvm"), ("QEMU", "qemu"), ("Microsoft Corporation Virtual Machine", "microsoft"),
    ];

    /// <summary>Null when it is not known; <c>none</c> only when it is.</summary>
    public static string? Read() =>
        // It ends with 1 when it finds none.
        ShortRun.Of(TimeSpan.FromSeconds(2), "systemd-detect-virt") is { ExitCode: 0 or 1, Output: { Length: > 0 } word }
            ? word
            : ByHand(
                File.Exists("/.dockerenv") ? "docker" : File.Exists("/run/.containerenv") ? "podman" : null,
                Machine.Read() ?? "",
                KeyedText.Value(ProcFile.Read("/proc/cpuinfo"), "flags", ':'));

    /// <param name="container">The container's word, where there is one.</param>
    /// <param name="machine">The firmware's vendor and product; empty where there is no firmware to ask.</param>
    /// <param name="flags">The CPU's flags; null on architectures that list none of this name.</param>
    public static string? ByHand(string? container, string machine, string? flags)
    {
        if (container is not null)
        {
            return container;
        }

        // EC2's bare metal has the same vendor as its virtual machines.
        if (machine.EndsWith(".metal", StringComparison.Ordinal))
        {
            return "none";
        }

        var virtualMachine = flags?.Split(' ').Contains("hypervisor");
        var vendor = Vendors.FirstOrDefault(known => machine.Contains(known.InName, StringComparison.Ordinal)).Word;
        return virtualMachine switch
        {
            true => vendor ?? "vm-other",
            false when machine.Length > 0 => "none",
            _ => vendor,
        };
    }
}
