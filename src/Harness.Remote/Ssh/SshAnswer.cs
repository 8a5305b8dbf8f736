namespace TraceToll.Remote.Ssh;

/// <summary>What a command on a host said.</summary>
internal sealed record SshAnswer(int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Errors)
{
    /// <summary>Its last words, for messages.</summary>
    public string Words => string.Join(' ', Errors.Concat(Output).Where(line => line.Length > 0).TakeLast(3)) is { Length: > 0 } words ? words : $"exit code {ExitCode}";
}
