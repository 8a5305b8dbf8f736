using System.Reflection;
using System.Runtime.Loader;
using TraceToll.Baselines;

namespace TraceToll.Cli;

/// <summary>The names that the tests of an assembly give to their baselines, read without running anything of it.</summary>
internal sealed class SuiteNames
{
    private const string TestbedsAttribute = "TraceToll.Xunit.TestbedsAttribute";
    private const string TracingAttribute = "TraceToll.Xunit.TracingAttribute";

    // A method without rows of ours can have any.
    private readonly List<string> _methods = [];
    private readonly HashSet<string> _rows = new(StringComparer.Ordinal);

    private SuiteNames()
    {
    }

    /// <exception cref="UsageException">The file is no assembly.</exception>
    public static SuiteNames Read(string path)
    {
        var names = new SuiteNames();
        var absolute = Path.GetFullPath(path);
        var context = new AssemblyLoadContext(absolute, isCollectible: true);
        var resolver = File.Exists(absolute) ? new AssemblyDependencyResolver(absolute) : throw new UsageException($"there is no assembly {absolute}; build the tests first");
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

    public bool Has(string baseline) => _rows.Contains(baseline) || _methods.Any(method => baseline == method || baseline.StartsWith(method + "_", StringComparison.Ordinal));

    private void Add(Type type, MethodInfo method)
    {
        var attributes = method.GetCustomAttributesData();
        var name = $"{type.FullName![((type.Namespace?.Length ?? -1) + 1)..].Replace('+', '.')}.{method.Name}";
        if (Texts(attributes, TestbedsAttribute) is not { } testbeds || Texts(attributes, TracingAttribute) is not { } modes || method.GetParameters() is not [var first, var second, ..])
        {
            _methods.Add(name);
            return;
        }

        foreach (var row in from testbed in testbeds from mode in modes select (testbed, mode))
        {
            _rows.Add(BaselineName.Of(
                name[..^(method.Name.Length + 1)], method.Name, [new(first.Name!, row.testbed), new(second.Name!, row.mode)]));
        }
    }

    private static List<string>? Texts(IList<CustomAttributeData> attributes, string name) =>
        attributes.FirstOrDefault(attribute => attribute.AttributeType.FullName == name)?.ConstructorArguments is [{ Value: IEnumerable<CustomAttributeTypedArgument> texts }]
            ? [.. texts.Select(text => $"{text.Value}")]
            : null;
}
