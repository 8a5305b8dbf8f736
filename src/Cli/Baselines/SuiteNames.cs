using System.Reflection;
using System.Runtime.Loader;
using TraceToll.Baselines;

namespace TraceToll.Cli;

/// <summary>The names that the tests of an assembly give to their baselines, read without running anything of it.</summary>
internal sealed class SuiteNames
{
    private const string DataAttribute = "Xunit.Sdk.DataAttribute";
    private const string TestbedsAttribute = "TraceToll.Xunit.TestbedsAttribute";
    private const string TracingAttribute = "TraceToll.Xunit.TracingAttribute";

    // A method without rows of ours can have any.
    private readonly List<string> _methods = [];
    private readonly HashSet<string> _classes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _rows = new(StringComparer.Ordinal);

    private SuiteNames()
    {
    }

    /// <exception cref="UsageException">The file is no assembly.</exception>
    public static SuiteNames Read(string path)
    {
        var names = new SuiteNames();
        var absolute = File.Exists(path) ? Path.GetFullPath(path) : throw new UsageException($"there is no assembly '{path}'; build the tests first");
        var context = new AssemblyLoadContext(absolute, isCollectible: true);
        var resolver = new AssemblyDependencyResolver(absolute);
        context.Resolving += (_, name) => resolver.ResolveAssemblyToPath(name) is { } found ? context.LoadFromAssemblyPath(found) : null;
        try
        {
            foreach (var type in context.LoadFromAssemblyPath(absolute).GetTypes())
            {
                foreach (var method in type.GetMethods())
                {
                    names.Add(type, method);
                }
            }
        }
        catch (Exception unreadable) when (unreadable is BadImageFormatException or ReflectionTypeLoadException or FileNotFoundException or FileLoadException)
        {
            throw new UsageException($"{absolute} cannot be read as an assembly of tests: {unreadable.Message}");
        }
        finally
        {
            context.Unload();
        }

        return names;
    }

    /// <summary>Whether the name begins with a class of the suite: of other names it knows nothing.</summary>
    public bool KnowsClassOf(string baseline) => _classes.Any(type => baseline.StartsWith(type + ".", StringComparison.Ordinal));

    public bool Has(string baseline) => _rows.Contains(baseline) || _methods.Any(method => baseline == method || baseline.StartsWith(method + "_", StringComparison.Ordinal));

    private void Add(Type type, MethodInfo method)
    {
        var attributes = method.GetCustomAttributesData();
        var named = type.FullName![((type.Namespace?.Length ?? -1) + 1)..].Replace('+', '.');
        var name = $"{named}.{method.Name}";
        _classes.Add(named);
        // Rows that come from elsewhere are not known without running the suite.
        var sources = attributes.Where(attribute => IsA(attribute.AttributeType, DataAttribute)).ToList();
        var testbeds = sources.Where(source => source.AttributeType.FullName == TestbedsAttribute).ToList();
        if (testbeds.Count == 0 || testbeds.Count < sources.Count || method.GetParameters() is not [var first, var second, ..]
            || attributes.FirstOrDefault(attribute => attribute.AttributeType.FullName == TracingAttribute) is not { } tracing)
        {
            _methods.Add(name);
            return;
        }

        foreach (var row in from testbed in testbeds.SelectMany(Texts) from mode in Texts(tracing) select (testbed, mode))
        {
            _rows.Add(BaselineName.Of(
                named, method.Name, [new(first.Name!, row.testbed), new(second.Name!, row.mode)]));
        }
    }

    private static bool IsA(Type? type, string name) => type != null && (type.FullName == name || IsA(type.BaseType, name));

    private static IEnumerable<string> Texts(CustomAttributeData attribute) =>
        attribute.ConstructorArguments is [{ Value: IEnumerable<CustomAttributeTypedArgument> texts }] ? texts.Select(text => $"{text.Value}") : [];
}
