using TraceToll.Remote;

namespace TraceToll.Cli;

/// <summary>What help and the reference page say.</summary>
internal static class HostsTexts
{
    public const string Region = "The AWS region [default: what the AWS SDK finds: AWS_REGION, the profile, the instance]";

    public const string Owner = "Whose pair it is; a tag [default: USER@MACHINE, as they are called here]";

    public const string Hosts = $"The file that names the two hosts; the private key is beside it [default: {HostsFile.Variable}, else {HostsFile.UsualName}]";

    public const string HostsCommand = "The two hosts of a remote testbed: check them; launch them on EC2, list them, remove them";

    public const string CheckHosts = $"The file that names the hosts [default: {HostsFile.Variable}, or the nearest {HostsFile.UsualName}]";

    public const string CheckCommand = "Tries all that a run needs of the hosts: reach, host keys, login, rights, bpftrace, the way of the load";

    public const string Type = "The instance type of both";

    public const string Image = "amazon-linux (2023), ubuntu (24.04), or the id of an image, ami-..., with --user";

    public const string User = "Who logs in, and may use sudo without a password [default: the image's usual one]";

    public const string Subnet = "A public subnet, subnet-... [default: one of the default VPC, in a zone that has the type]";

    public const string For = "How long the hosts live before they end themselves, 15m to 24h";

    public const string SshFrom = "Where SSH may come from: an IPv4 address or network [default: this machine's, as checkip.amazonaws.com sees it]";

    public const string Spot = "Take spot instances: usually cheaper, and AWS may end them at any time";

    public const string DryRun = "Print the plan and what it costs; make nothing";

    public const string UpCommand = "Launches two EC2 instances close to each other, waits until hosts check passes, writes hosts.json";

    public const string Pair = "The pair, as list names it [default: the only one of the owner]";

    public const string Expired = "Remove what has expired instead, whoever owns it";

    public const string DownDryRun = "Print what would be removed; remove nothing";

    public const string DownCommand = "Removes what carries the tags of a pair, and nothing else; its hosts.json and private key too";

    public const string ListCommand = "Lists the pairs of the account in a region, of all owners, and what has expired";
}
