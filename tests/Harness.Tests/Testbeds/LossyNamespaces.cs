using System.Globalization;
using CliWrap.Buffered;
using TraceToll.Hosts;
using TraceToll.Hosts.Namespaces;

namespace TraceToll.Tests.Testbeds;

/// <summary>Namespaces that lose packets where the kernel has no netem, but a firewall that can.</summary>
internal sealed class LossyNamespaces(int percent) : Testbed("lossy namespaces")
{
    public override async Task<string?> MissingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var open = await OpenAsync(cancellationToken);
            return null;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            return $"packets can be lost neither by netem nor by iptables: {failed.Message}";
        }
    }

    public override async Task<OpenTestbed> OpenAsync(CancellationToken cancellationToken)
    {
        var open = await Parse("namespaces").OpenAsync(cancellationToken);
        var rule = $"-A INPUT -p tcp -m statistic --mode random --probability {(percent / 100m).ToString(CultureInfo.InvariantCulture)} -j DROP";
        await CliWrap.Cli.Wrap("nsenter").WithArguments([$"--net={((NamespaceHost)open.Responder).Network.Path}", "--", "iptables", .. rule.Split(' ')])
            .ExecuteBufferedAsync(cancellationToken);
        return open;
    }
}
