namespace TraceToll.Agent.Trace;

/// <summary>What a command said on standard output, without blanks around, and how it ended.</summary>
internal sealed record ShortAnswer(int ExitCode, string Output);
