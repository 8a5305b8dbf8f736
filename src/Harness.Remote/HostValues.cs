using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace TraceToll.Remote;

/// <summary>What the values of hosts.json have to be, beyond their types.</summary>
internal static partial class HostValues
{
    private const int MostPort = 65_535;
    private const int MostCpu = 1023;

    /// <exception cref="RigFailureException">A value is outside its range; all that are wrong are named.</exception>
    public static void Require(HostsFile hosts)
    {
        var pairs = hosts.Pairs;
        List<string> wrong = [.. pairs.SelectMany((pair, index) => OfPair(pairs.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"pairs[{index}]."), pair))];
        if (wrong.Count > 0)
        {
            throw new RigFailureException($"{hosts.Path}: {string.Join("; ", wrong)}", "mend the file; docs/testbeds.md says what each member means");
        }
    }

    /// <summary>Where the load goes; null where only a name is known.</summary>
    public static IPAddress? Address(RemoteHost host) => Parse(host.PrivateAddress ?? host.Address);

    // .NET takes 10.0.5 for 10.0.0.5, and 010.0.0.5 for 8.0.0.5.
    private static IPAddress? Parse(string text) => IPAddress.TryParse(text, out var address) && (address.AddressFamily != AddressFamily.InterNetwork || address.ToString() == text) ? address : null;

    private static List<string> OfPair(string place, HostsFile pair)
    {
        List<string> wrong = [.. Of($"{place}sender", pair.Sender), .. Of($"{place}responder", pair.Responder)];
        if (wrong.Count == 0 && Address(pair.Responder) == null)
        {
            wrong.Add($"{place}responder.address '{pair.Responder.Address}' is a name, and the load needs an address; give the responder a privateAddress");
        }

        return wrong;
    }

    private static IEnumerable<string> Of(string role, RemoteHost host)
    {
        if (!Word().IsMatch(host.Address))
        {
            yield return $"{role}.address is '{host.Address}'; allowed is a name or an IP address, without user and port";
        }

        if (!Word().IsMatch(host.User))
        {
            yield return $"{role}.user is '{host.User}'; allowed is one word without '@'";
        }

        if (host.Port is < 1 or > MostPort)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{role}.port is {host.Port}; allowed are 1 to {MostPort}");
        }

        if (host.HostKey is { } key && !Fingerprint().IsMatch(key))
        {
            yield return $"{role}.hostKey is '{key}'; allowed is SHA256: and 43 characters, as 'ssh-keygen -l' prints it";
        }

        if (host.PrivateAddress is { } address && Parse(address) == null)
        {
            yield return $"{role}.privateAddress is '{address}'; allowed is an IPv4 or IPv6 address";
        }

        if (host.Cpus is { } cpus && (cpus.Count == 0 || cpus.Distinct().Count() < cpus.Count || cpus.Any(cpu => cpu is < 0 or > MostCpu)))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{role}.cpus is [{string.Join(", ", cpus)}]; allowed are different numbers of CPUs, 0 to {MostCpu}, at least one");
        }
    }

    [GeneratedRegex(@"^[^\s@/'""]+\z")]
    private static partial Regex Word();

    [GeneratedRegex(@"^SHA256:[A-Za-z0-9+/]{43}\z")]
    private static partial Regex Fingerprint();
}
