using System.Net;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Networks;
using Microsoft.Extensions.Logging.Abstractions;

namespace TraceToll.Containers;

/// <summary>A bridge of two containers, with no way out, and addresses that are reserved for benchmarks.</summary>
internal sealed class LoadNetwork
{
    private const int Attempts = 8;

    // 198.18.0.0/15 in pieces of 16 addresses.
    private const uint Range = (198u << 24) | (18u << 16);
    private const int Pieces = 1 << 13;
    private const int PieceSize = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private LoadNetwork(IPAddress responder, IPAddress sender)
    {
        Responder = responder;
        Sender = sender;
    }

    public IPAddress Responder { get; }

    public IPAddress Sender { get; }

    public static async Task<LoadNetwork> CreateAsync(Engine engine, string name, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var first = Range + (uint)(Random.Shared.Next(Pieces) * PieceSize);
            try
            {
                await engine.AskAsync("make a network", Patience, limit => Describe(engine, name, first).CreateAsync(limit), cancellationToken);
                return new LoadNetwork(Address(first + 2), Address(first + 3));
            }
            catch (RigFailureException taken) when (attempt < Attempts && taken.Message.Contains("overlap", StringComparison.OrdinalIgnoreCase))
            {
                // Somebody uses these addresses already.
            }
        }
    }

    private static INetwork Describe(Engine engine, string name, uint first) => new NetworkBuilder()
        .WithDockerEndpoint(engine)
        .WithName(name)
        .WithDriver(NetworkDriver.Bridge)
        .WithLabel(Owner.Me.Labels)
        .WithLogger(NullLogger.Instance)
        .WithCleanUp(false)
        .WithCreateParameterModifier(parameters =>
        {
            parameters.Internal = true;
            parameters.IPAM = new IPAM
            {
                Driver = "default",
                Config = [new IPAMConfig { Subnet = $"{Address(first)}/28", Gateway = $"{Address(first + 1)}" }],
            };
        })
        .Build();

    private static IPAddress Address(uint number) => new([(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
}
