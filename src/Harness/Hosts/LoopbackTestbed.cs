using System.Net;

namespace TraceToll.Hosts;

/// <summary>Both ends on this machine, over 127.0.0.1. There is nothing to make, and nothing to remove.</summary>
internal sealed class LoopbackTestbed() : Testbed("loopback")
{
    public override Task<OpenTestbed> OpenAsync(CancellationToken cancellationToken)
    {
        var machine = new LocalHost();
        return Task.FromResult<OpenTestbed>(new Open
        {
            Sender = machine,
            Responder = machine,
            SenderTracer = machine,
            ResponderTracer = machine,
            ResponderAddress = IPAddress.Loopback,
            SameKernel = true,
            Facts = ["sender and responder on this machine, over 127.0.0.1"],
        });
    }

    private sealed class Open : OpenTestbed
    {
        public override ValueTask DisposeAsync() => default;
    }
}
