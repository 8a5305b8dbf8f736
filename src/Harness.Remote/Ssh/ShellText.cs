namespace TraceToll.Remote.Ssh;

/// <summary>SSH hands the login shell one text, not arguments.</summary>
internal static class ShellText
{
    public static string Quote(string argument) => $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    public static string Quote(IEnumerable<string> arguments) => string.Join(' ', arguments.Select(Quote));

    /// <summary>A script for the POSIX shell, whatever the login shell is.</summary>
    public static string Script(string script) => $"exec /bin/sh -c {Quote(script)}";
}
