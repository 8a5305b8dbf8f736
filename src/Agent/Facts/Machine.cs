using TraceToll.Agent.Trace;

namespace TraceToll.Agent.Facts;

/// <summary>What the firmware calls the machine.</summary>
internal static class Machine
{
    /// <summary>Vendor and product; null where there is no firmware to ask.</summary>
    public static string? Read() =>
        $"{ProcFile.Read("/sys/class/dmi/id/sys_vendor")?.Trim()} {ProcFile.Read("/sys/class/dmi/id/product_name")?.Trim()}".Trim() is { Length: > 0 } name ? name : null;
}
