namespace TraceToll.Cli;

/// <summary>A command line that help shows.</summary>
/// <param name="Line">As it stands in a shell.</param>
/// <param name="Meaning">What it is for, a few words.</param>
internal sealed record Example(string Line, string Meaning);
