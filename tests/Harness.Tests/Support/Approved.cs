using System.Text;
using Xunit;

namespace TraceToll.Tests.Support;

/// <summary>
/// Texts that people read, approved in git: <c>Approved/NAME.verified.txt</c>. Where what comes differs, it lies beside the copy in the
/// output folder as <c>NAME.received.txt</c>, to be looked at and moved over.
/// </summary>
internal static class Approved
{
    public static void Match(string name, string received)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Approved");
        var path = Path.Combine(folder, name + ".verified.txt");
        var approved = File.Exists(path) ? Encoding.UTF8.GetString(File.ReadAllBytes(path)) : "";
        if (approved != received)
        {
            File.WriteAllText(Path.Combine(folder, name + ".received.txt"), received);
        }

        Assert.Equal(approved, received);
    }
}
