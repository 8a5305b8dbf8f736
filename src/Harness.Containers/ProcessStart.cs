using System.Globalization;

namespace TraceToll.Containers;

/// <summary>When a process began: with its id it names one process for good.</summary>
internal static class ProcessStart
{
    // The 22nd field of stat; two lie before the state that follows the name.
    private const int FieldAfterName = 19;

    /// <summary>Ticks since boot; null when there is no such process, or it is dead and only waits to be asked how it died.</summary>
    public static long? Read(int processId)
    {
        try
        {
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : long.Parse(fields[FieldAfterName], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
