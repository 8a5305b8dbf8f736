namespace TraceToll.Calibration;

/// <summary>The rule that people use: three runs of each mode, an alarm when the mean has risen by more than 10 %.</summary>
internal static class NaiveRule
{
    public const int Runs = 3;
    private const double Threshold = 0.1;

    public static bool Alarms(double off, double treatment) => treatment > off * (1 + Threshold);
}
