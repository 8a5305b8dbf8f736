namespace TraceToll.Remote.Ec2;

/// <summary>Which image to start from: one known by owner and name, whose newest is taken, or one given by its id.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="User">Who logs in by SSH, and may use sudo without a password.</param>
/// <param name="OwnerId">The account that publishes it; null when the image is given by its id.</param>
/// <param name="Patterns">Its name, by architecture as EC2 calls it.</param>
internal sealed record ImageChoice(string Name, string User, string? OwnerId, IReadOnlyDictionary<string, string> Patterns)
{
    // The number of the account, not the alias 'amazon', which others carry too: a name alone can be taken by anyone.
    public static readonly ImageChoice AmazonLinux = new("amazon-linux", "ec2-user", "137112412989", new Dictionary<string, string>
    {
        ["x86_64"] = "al2023-ami-2023.*-kernel-6.1-x86_64",
        ["arm64"] = "al2023-ami-2023.*-kernel-6.1-arm64",
    });

    public static readonly ImageChoice Ubuntu = new("ubuntu", "ubuntu", "099720109477", new Dictionary<string, string>
    {
        ["x86_64"] = "ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-*",
        ["arm64"] = "ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-arm64-server-*",
    });

    /// <param name="text">A known name, or the id of an image.</param>
    /// <param name="user">Who logs in; null for the image's usual one.</param>
    /// <exception cref="FormatException">It is neither, or nobody is there to log in.</exception>
    public static ImageChoice Parse(string text, string? user) => text switch
    {
        "amazon-linux" => AmazonLinux with { User = user ?? AmazonLinux.User },
        "ubuntu" => Ubuntu with { User = user ?? Ubuntu.User },
        _ when !text.StartsWith("ami-", StringComparison.Ordinal) =>
            throw new FormatException($"'{text}' is no image; known are amazon-linux (2023), ubuntu (24.04), and ami-... with --user"),
        _ when user == null => throw new FormatException($"who logs in to {text} is not known; name the user with --user"),
        _ => new ImageChoice(text, user, null, new Dictionary<string, string>()),
    };
}
