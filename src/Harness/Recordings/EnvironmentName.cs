using System.Globalization;
using System.Text.RegularExpressions;
using TraceToll.Protocol;

namespace TraceToll.Recordings;

/// <summary>What measurements of one kind of machine are kept under: a folder's name.</summary>
internal static partial class EnvironmentName
{
    private const string Override = "TRACETOLL_ENVIRONMENT";
    private const string Ec2 = "Amazon EC2 ";
    private const string GitHubHosted = "github-hosted";

    // On bare metal nothing lies between.
    private const string NoVirtualisation = "none";
    private const string Metal = "metal";

    /// <summary>
    /// What TRACETOLL_ENVIRONMENT says; else <c>ec2-</c> and the instance type; else, on GitHub's own runners, <c>gha-</c> and the
    /// distribution; else vendor, CPUs and virtualisation, such as <c>amd-2-kvm</c>.
    /// </summary>
    /// <param name="sender">The sender's host.</param>
    /// <param name="variable">Reads an environment variable of the harness.</param>
    /// <exception cref="RigFailureException">TRACETOLL_ENVIRONMENT is no name.</exception>
    public static string Of(HostFacts sender, Func<string, string?> variable)
    {
        if (variable(Override) is { Length: > 0 } chosen)
        {
            return IsName(chosen) ? chosen : throw new RigFailureException($"{Override} is '{chosen}', which is no name of an environment", Allowed);
        }

        return InstanceType(sender) is { } type ? $"ec2-{type}"
            : variable("RUNNER_ENVIRONMENT") == GitHubHosted && Distribution(sender.OperatingSystem) is { } distribution ? $"gha-{distribution}"
            : string.Create(CultureInfo.InvariantCulture, $"{Vendor(sender)}-{sender.CpuCount}-{Virtualisation(sender)}");
    }

    /// <summary>What a name may be, for messages.</summary>
    public const string Allowed = "take letters, digits, dots, dashes and underscores, at most 64, the first one a letter or a digit";

    /// <summary>Whether a folder may have this name.</summary>
    public static bool IsName(string text) => Name().IsMatch(text);

    /// <summary>The type of an EC2 instance; null on other machines.</summary>
    public static string? InstanceType(HostFacts host) =>
        host.Machine is { } machine && machine.StartsWith(Ec2, StringComparison.Ordinal) && machine[Ec2.Length..] is var type && IsName(type) ? type : null;

    /// <summary><c>Ubuntu 24.04.3 LTS</c> is ubuntu-24.04.</summary>
    private static string? Distribution(string? operatingSystem) => operatingSystem is { } text && DistributionVersion().Match(text) is { Success: true } match
        ? $"{match.Groups[1].Value.ToLowerInvariant()}-{match.Groups[2].Value}"
        : null;

    private static string Vendor(HostFacts host) =>
        host.Architecture == "aarch64" ? "arm"
        : host.CpuModel is not { } model ? "unknown"
        : model.Contains("AMD", StringComparison.Ordinal) ? "amd"
        : model.Contains("Intel", StringComparison.Ordinal) ? "intel"
        : Word().Match(model) is { Success: true } word ? word.Value.ToLowerInvariant()
        : "unknown";

    private static string Virtualisation(HostFacts host) => host.Virtualisation switch
    {
        NoVirtualisation => Metal,
        { Length: > 0 } word when IsName(word) => word,
        _ => "unknown",
    };

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^(\w+)[^\d]*(\d+(?:\.\d+)?)")]
    private static partial Regex DistributionVersion();

    [GeneratedRegex("[A-Za-z0-9]+")]
    private static partial Regex Word();
}
