using TraceToll.Baselines;
using TraceToll.Reports;

namespace TraceToll.Verify;

/// <summary>The rig, a host or the tracer failed, or the machine cannot judge so little: neither passed nor a skip. No file was touched.</summary>
/// <param name="check">What came of it.</param>
public sealed class InvalidSessionException(BaselineCheck check) : Exception(BaselineText.Create(check));
