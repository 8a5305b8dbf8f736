using System.Net;

namespace TraceToll.Hosts;

/// <summary>A sender host, a responder host, and the network between them.</summary>
/// <param name="Name">What reports, baselines and test rows call it.</param>
/// <param name="Sender">Where the sender runs.</param>
/// <param name="Responder">Where the responder runs.</param>
/// <param name="ResponderAddress">Where the responder listens, and the sender connects to.</param>
/// <param name="SameKernel">Whether one kernel sees both ends; the tracer then has to tell them apart, and the loops share its CPUs.</param>
public sealed record Testbed(string Name, Host Sender, Host Responder, IPAddress ResponderAddress, bool SameKernel)
{
    private static readonly LocalHost ThisMachine = new();

    /// <summary>Both ends on this machine, over 127.0.0.1.</summary>
    public static Testbed Loopback { get; } = new("loopback", ThisMachine, ThisMachine, IPAddress.Loopback, SameKernel: true);

    /// <summary>The testbed of that name.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static Testbed Parse(string name) =>
        name == Loopback.Name ? Loopback : throw new FormatException($"'{name}' is no testbed; known is {Loopback.Name}");

    /// <summary>For test rows, whose arguments are names: the same as <see cref="Parse"/>.</summary>
    public static explicit operator Testbed(string name) => Parse(name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
