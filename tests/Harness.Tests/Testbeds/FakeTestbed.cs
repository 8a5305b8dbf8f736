using System.Net;
using TraceToll.Hosts;

namespace TraceToll.Tests.Testbeds;

/// <summary>This machine as a testbed that counts how often it was opened and closed, and fails as it is told to.</summary>
internal sealed class FakeTestbed(string name = "fake") : Testbed(name)
{
    public string? Missing { get; init; }

    public override string? Requirement => "netns";

    public RigFailureException? CannotOpen { get; init; }

    public RigFailureException? CannotClose { get; init; }

    public RigFailureException? Fault { get; init; }

    /// <summary>Where the load runs; null: on this machine.</summary>
    public Host? LoadHost { get; init; }

    public bool TwoMachines { get; init; }

    public int Opened { get; private set; }

    public int Closed { get; private set; }

    public override Task<string?> MissingAsync(CancellationToken cancellationToken) => Task.FromResult(Missing);

    public override Task<OpenTestbed> OpenAsync(CancellationToken cancellationToken)
    {
        Opened++;
        var machine = new LocalHost();
        return CannotOpen != null ? throw CannotOpen : Task.FromResult<OpenTestbed>(new Open(this)
        {
            Sender = LoadHost ?? machine,
            Responder = LoadHost ?? machine,
            SenderTracer = machine,
            ResponderTracer = machine,
            ResponderAddress = IPAddress.Loopback,
            SameKernel = !TwoMachines,
            Facts = ["two fakes", "no network"],
        });
    }

    private sealed class Open(FakeTestbed testbed) : OpenTestbed
    {
        public override Task<RigFailureException?> FindFaultAsync(CancellationToken cancellationToken) => Task.FromResult(testbed.Fault);

        public override ValueTask DisposeAsync()
        {
            testbed.Closed++;
            return testbed.CannotClose == null ? default : throw testbed.CannotClose;
        }
    }
}
