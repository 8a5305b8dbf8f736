using TraceToll.Recordings;

namespace TraceToll.Experiments;

/// <summary>What an experiment leaves behind.</summary>
/// <param name="Folder">The recording's folder, absolute.</param>
/// <param name="Recording">The recording, as it is in the folder.</param>
public sealed record RecordedExperiment(string Folder, Recording Recording);
