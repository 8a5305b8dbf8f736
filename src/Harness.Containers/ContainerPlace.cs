using System.Net;

namespace TraceToll.Containers;

/// <summary>What the containers of one end of the connection have in common.</summary>
/// <param name="Prefix">How their names begin.</param>
/// <param name="End"><c>sender</c> or <c>responder</c>.</param>
/// <param name="Image">The image.</param>
/// <param name="Network">The network's name.</param>
/// <param name="Address">The address that each has there.</param>
/// <param name="Limits">What each may use.</param>
internal sealed record ContainerPlace(string Prefix, string End, string Image, string Network, IPAddress Address, ContainerLimits Limits);
