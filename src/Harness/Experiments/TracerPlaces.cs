using TraceToll.Hosts;
using TraceToll.Tracing;

namespace TraceToll.Experiments;

/// <summary>Where tracers are attached: one where a kernel sees both ends or one end is traced, two otherwise.</summary>
internal static class TracerPlaces
{
    public static IReadOnlyList<(Host Host, TracedSide Side)> Of(OpenTestbed testbed, TracedSide side) => (testbed.SameKernel, side) switch
    {
        (true, _) => [(testbed.SenderTracer, side)],
        (false, TracedSide.Sender) => [(testbed.SenderTracer, TracedSide.Sender)],
        (false, TracedSide.Responder) => [(testbed.ResponderTracer, TracedSide.Responder)],
        _ => [(testbed.SenderTracer, TracedSide.Sender), (testbed.ResponderTracer, TracedSide.Responder)],
    };
}
