using Xunit;

namespace TraceToll.Tests.Docs;

/// <summary>Problems of pages, whole: xunit would show the beginning of the first.</summary>
internal static class Told
{
    public static void Nothing(IEnumerable<string> problems) => Assert.True(problems.ToList() is [], string.Join('\n', problems));
}
