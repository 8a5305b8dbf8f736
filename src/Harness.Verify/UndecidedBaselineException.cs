using TraceToll.Baselines;
using TraceToll.Reports;

namespace TraceToll.Verify;

/// <summary>Neither that a cost stayed within its baseline nor that it did not could be shown. No file was touched.</summary>
/// <param name="check">What came of it.</param>
public sealed class UndecidedBaselineException(BaselineCheck check) : Exception(BaselineText.Create(check));
