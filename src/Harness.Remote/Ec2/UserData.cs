using System.Globalization;
using System.Text;

namespace TraceToll.Remote.Ec2;

/// <summary>What the hosts do at boot, for cloud-init: take our host key, end when the time has passed, install bpftrace.</summary>
internal static class UserData
{
    public static string Create(PairPlan plan, Ed25519Key hostKey)
    {
        var lifetimeSeconds = (long)plan.Request.Lifetime.TotalSeconds;
        var expiresSeconds = plan.Expires.ToUnixTimeSeconds();
        // bootcmd runs early and at every boot: a host that was rebooted still ends in time. Without waiting for the unit, since
        // the boot waits for bootcmd. Two triggers, for a clock that is wrong; and the last line, for a timer that does not run.
        return string.Create(CultureInfo.InvariantCulture, $"""
            #cloud-config
            ssh_deletekeys: true
            ssh_keys:
              ed25519_private: |
            {Indented(hostKey.PrivateKey)}
              ed25519_public: {hostKey.PublicKey}
            bootcmd:
              - [sh, -c, 'test "$(date +%s)" -lt {expiresSeconds} || systemctl --no-block poweroff']
              - [systemd-run, --no-block, --unit=tracetoll-end, '--on-calendar={plan.Expires.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC', --on-boot={lifetimeSeconds}s, systemctl, poweroff]
            package_update: true
            packages: [bpftrace]
            runcmd:
              - [sh, -c, 'systemctl is-active --quiet tracetoll-end.timer || systemctl --no-block poweroff']

            """);
    }

    /// <summary>As the API takes it.</summary>
    public static string Encoded(PairPlan plan, Ed25519Key hostKey) => Convert.ToBase64String(Encoding.UTF8.GetBytes(Create(plan, hostKey)));

    private static string Indented(string key) => string.Join('\n', key.TrimEnd('\n').Split('\n').Select(line => "    " + line));
}
