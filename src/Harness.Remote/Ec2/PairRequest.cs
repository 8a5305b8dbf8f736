using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace TraceToll.Remote.Ec2;

/// <summary>What is asked for: two hosts as the origin had them, unless told otherwise.</summary>
internal sealed partial record PairRequest
{
    public static readonly TimeSpan LeastLifetime = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan MostLifetime = TimeSpan.FromHours(24);

    /// <summary>The origin's hosts were two of these.</summary>
    public const string UsualType = "c5n.xlarge";

    /// <summary>As <see cref="ParseLifetime"/> reads it.</summary>
    public const string UsualLifetime = "2h";

    private const string Arm = "arm64";

    public string InstanceType { get; init; } = UsualType;

    public ImageChoice Image { get; init; } = ImageChoice.AmazonLinux;

    /// <summary>What the agent is built for, as EC2 calls it: it is copied from here, so the hosts have to be of that kind.</summary>
    public string Architecture { get; init; } = RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? Arm : "x86_64";

    public bool Spot { get; init; }

    /// <summary>After which the hosts end themselves.</summary>
    public TimeSpan Lifetime { get; init; } = ParseLifetime(UsualLifetime);

    public required string Owner { get; init; }

    /// <summary>Null: one of the default VPC, in a zone that has the instance type.</summary>
    public string? Subnet { get; init; }

    /// <summary>Where SSH may come from, as <c>address/prefix</c>.</summary>
    public required string SshFrom { get; init; }

    /// <param name="machine">As <c>uname -m</c> has it.</param>
    public static string ArchitectureOf(string machine) => machine == "aarch64" ? Arm : machine;

    /// <exception cref="FormatException">It is no time, or out of range.</exception>
    public static TimeSpan ParseLifetime(string text)
    {
        var match = LifetimeText().Match(text);
        if (!match.Success)
        {
            throw new FormatException($"'{text}' is no time to live; write minutes or hours, such as 90m or 4h");
        }

        var number = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        var lifetime = match.Groups[2].Value == "h" ? TimeSpan.FromHours(number) : TimeSpan.FromMinutes(number);
        return lifetime >= LeastLifetime && lifetime <= MostLifetime ? lifetime
            : throw new FormatException($"the time to live is {text}; allowed are 15m to 24h");
    }

    /// <exception cref="FormatException">It is no IPv4 address, or far more than one.</exception>
    public static string ParseSshFrom(string text)
    {
        var network = text.Contains('/', StringComparison.Ordinal) ? text : text + "/32";
        return IPNetwork.TryParse(network, out var parsed) && parsed.BaseAddress.GetAddressBytes().Length == 4 && parsed.PrefixLength >= 16
            ? parsed.ToString()
            : throw new FormatException($"'{text}' is no place for SSH to come from; write an IPv4 address, or a network of prefix 16 to 32, such as 198.51.100.7 or 198.51.100.0/24");
    }

    /// <exception cref="FormatException">Tags cannot hold it.</exception>
    public static string ParseOwner(string text) => OwnerText().IsMatch(text) ? text
        : throw new FormatException($"'{text}' is no owner; allowed are 1 to 100 letters, digits and spaces, and any of _.:/=+-@");

    [GeneratedRegex(@"\A(\d{1,4})(m|h)\z")]
    private static partial Regex LifetimeText();

    [GeneratedRegex(@"\A[\p{L}\p{N} _.:/=+\-@]{1,100}\z")]
    private static partial Regex OwnerText();
}
