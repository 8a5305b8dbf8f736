using System.Globalization;

namespace TraceToll.Tests.Support;

/// <summary>Another culture until disposed. It flows with the test and disturbs no other.</summary>
internal sealed class Culture : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public Culture(string name) => CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);

    public void Dispose() => CultureInfo.CurrentCulture = _before;
}
