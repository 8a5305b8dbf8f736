using System.CommandLine;
using Spectre.Console;
using TraceToll.Experiments;
using TraceToll.Hosts;
using TraceToll.Protocol;

namespace TraceToll.Cli;

/// <summary><c>tracetoll doctor</c>: what is here, what is missing, the command that mends it.</summary>
internal static class DoctorCommand
{
    // What is said of each where nothing is missing.
    private static readonly (string Testbed, string Here)[] Testbeds =
    [
        ("namespaces", "made for a moment"),
        ("namespaces,delay=1ms", "made for a moment"),
        ("containers", "an engine answers"),
        ("remote", "hosts are named; 'tracetoll hosts check' tries them"),
    ];

    public static Command Create()
    {
        var command = new Command("doctor", RootTexts.Doctor);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            var (facts, build) = await HostInspection.ReadAsync(
                new LocalHost(), holder => Console.Error.WriteLine($"waiting: {holder} is measuring on this machine"), cancellationToken);
            List<Check> checks = [.. Examine(facts, build)];
            foreach (var (testbed, here) in Testbeds)
            {
                var missing = await Testbed.Parse(testbed).MissingAsync(cancellationToken);
                checks.Add(new Check($"testbed {testbed}", missing == null, false, missing == null ? here : "cannot be opened", missing ?? ""));
            }

            Print(checks);
            return checks.TrueForAll(check => check.Good || !check.Needed) ? ExitCode.Done : ExitCode.RigFailed;
        }
        catch (RigFailureException failure)
        {
            Console.Error.WriteLine($"tracetoll: {failure.Message}; {failure.Remedy}");
            return ExitCode.RigFailed;
        }
    }

    private static IEnumerable<Check> Examine(HostFacts facts, string build)
    {
        var tracer = facts.Tracer;
        yield return new Check("host", true, true, $"{facts.OperatingSystem}, Linux {facts.Kernel}, {facts.CpuModel}, {facts.Virtualisation}", "");
        yield return new Check("CPUs", facts.CpusAllowed.Count >= 2, false, $"{facts.CpusAllowed.Count} of {facts.CpuCount}",
            "with one CPU the loops block instead of spinning; figures are higher");
        yield return new Check("agent", build.StartsWith("native", StringComparison.Ordinal), false, build,
            "sudo apt-get install gcc libc6-dev lld, then build again: the native agent needs no warm-up and no runtime");
        yield return new Check("bpftrace", tracer.Version != null, true, tracer.Version ?? "not found", "sudo apt-get install bpftrace");
        yield return new Check("kernel types (BTF)", tracer.Btf, true, tracer.Btf ? "/sys/kernel/btf/vmlinux" : "none", "use a kernel with CONFIG_DEBUG_INFO_BTF=y");
        yield return new Check("tracepoint:tcp:tcp_probe", tracer.TcpProbe, !tracer.TcpRcvEstablished, Attached(tracer.TcpProbe), tracer.Remedy ?? "not needed where the kprobe works");
        yield return new Check("kprobe:tcp_rcv_established", tracer.TcpRcvEstablished, !tracer.TcpProbe, Attached(tracer.TcpRcvEstablished), tracer.Remedy ?? "not needed where the tracepoint works");
        yield return new Check("run counts", tracer.RunCounts, false, tracer.RunCounts ? "counted by the kernel" : "refused", "run as root; without them only the log proves that a tracer ran");
        yield return new Check("kernel.bpf_stats_enabled", tracer.StatsAlwaysOn != true, false, tracer.StatsAlwaysOn switch { true => "on", false => "off", null => "unreadable" },
            "sudo sysctl kernel.bpf_stats_enabled=0: it costs every program of this machine time");
    }

    private static string Attached(bool yes) => yes ? "attached for a moment" : "cannot be attached";

    private static void Print(IEnumerable<Check> checks)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("", "what", "here", "what mends it");
        foreach (var check in checks)
        {
            var state = check.Good ? "[green]ok[/]" : check.Needed ? "[red]missing[/]" : "[yellow]without[/]";
            table.AddRow(new Markup(state), new Text(check.Name), new Text(check.Here), new Text(check.Good ? "" : check.Remedy));
        }

        CheckTable.Write(table);
    }

    private sealed record Check(string Name, bool Good, bool Needed, string Here, string Remedy);
}
