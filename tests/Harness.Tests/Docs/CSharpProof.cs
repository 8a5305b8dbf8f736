using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TraceToll.Analysis;
using TraceToll.Experiments;
using TraceToll.Hosts;
using TraceToll.Scenarios;
using TraceToll.Tracing;

namespace TraceToll.Tests.Docs;

/// <summary>C# compiles against our assemblies and xunit; the texts that it hands to our readers are read.</summary>
internal static class CSharpProof
{
    private const string Usual = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Threading; global using System.Threading.Tasks;
        """;

    // A piece without usings of its own stands for the middle of a file that has them.
    private const string AlsoInTheMiddle = """
        global using TraceToll; global using TraceToll.Analysis; global using TraceToll.Experiments; global using TraceToll.Hosts; global using TraceToll.Recordings;
        global using TraceToll.Scenarios; global using TraceToll.Tracing; global using TraceToll.Verify; global using TraceToll.Xunit;
        global using Xunit; global using Xunit.Abstractions;
        """;

    private const string OfVerify = "namespace VerifyTests; public class VerifySettings;";

    // What an example may talk of without having made it.
    private const string Given = """
        private readonly MeasuredOverhead overhead = null!; private readonly Testbed testbed = null!;
        private readonly TracingMode mode = null!; private readonly ITestOutputHelper output = null!;
        """;

    private static readonly string[] Around =
    [
        "{0}",
        "public class Example { " + Given + " public async Task Run() { await Task.CompletedTask; {0}\n} }",
        "public class Example { " + Given + " {0}\n}",
        "public class Example { " + Given + " {0}\n public Task Holds(Testbed testbed, TracingMode mode) => Task.CompletedTask; }",
    ];

    private static readonly Dictionary<string, Action<string>> Readers = new()
    {
        ["Budget"] = text => Budget.Parse(text),
        ["Plan"] = text => Plan.Parse(text),
        ["Scenario"] = text => Scenario.Parse(text).Validate(),
        ["Testbeds"] = text => Testbed.Parse(text),
        ["Tracing"] = text => TracingMode.Parse(text),
    };

    private static readonly CSharpParseOptions WithoutDocs = new(documentationMode: DocumentationMode.None);

    private static readonly List<PortableExecutableReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':').Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static IEnumerable<string> Problems(string text)
    {
        var tree = Around.Select(around => CSharpSyntaxTree.ParseText(around.Replace("{0}", $"\n#line 1\n{text}", StringComparison.Ordinal), WithoutDocs))
            .FirstOrDefault(IsWhole) ?? CSharpSyntaxTree.ParseText(text, WithoutDocs);
        var inTheMiddle = tree.GetCompilationUnitRoot().Usings.Count == 0 ? AlsoInTheMiddle : "";
        var compilation = CSharpCompilation.Create("Example", [tree, CSharpSyntaxTree.ParseText(Usual + inTheMiddle, WithoutDocs), CSharpSyntaxTree.ParseText(OfVerify, WithoutDocs), .. VerifyBridge()], References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        return
        [
            .. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                .Select(error => $"line {error.Location.GetMappedLineSpan().StartLinePosition.Line + 1} of the block: {error.GetMessage(CultureInfo.InvariantCulture)}"),
            .. Texts(tree.GetRoot()).SelectMany(each => BlockProof.Throws<Exception>(() => Readers[each.Reader](each.Text))),
        ];
    }

    private static bool IsWhole(SyntaxTree tree) =>
        !tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) && tree.GetCompilationUnitRoot().Members is { Count: > 0 } members
        && members.All(member => member is BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax);

    private static IEnumerable<(string Reader, string Text)> Texts(SyntaxNode root) =>
        from node in root.DescendantNodes()
        let called = node switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Parse", Expression: IdentifierNameSyntax type } } call =>
                (Name: type.Identifier.Text, Arguments: call.ArgumentList.Arguments.Select(argument => argument.Expression)),
            AttributeSyntax { ArgumentList: { } list } attribute => (Name: $"{attribute.Name}", Arguments: list.Arguments.Select(argument => argument.Expression)),
            _ => (Name: "", Arguments: Enumerable.Empty<ExpressionSyntax>()),
        }
        where Readers.ContainsKey(called.Name)
        from argument in called.Arguments.OfType<LiteralExpressionSyntax>()
        select (called.Name, argument.Token.ValueText);

    // Not every registry serves the package Verify, so that nothing here may need it: the bridge without its bodies tells what can be called.
    private static IEnumerable<SyntaxTree> VerifyBridge() =>
        from file in Directory.EnumerateFiles(DocumentPage.Path("src/Harness.Verify"), "*.cs")
        let root = CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetCompilationUnitRoot()
        let empty = root.ReplaceNodes(root.DescendantNodes().OfType<MethodDeclarationSyntax>(), (_, method) =>
            method.WithBody(SyntaxFactory.Block(SyntaxFactory.ParseStatement("throw null!;"))).WithExpressionBody(null).WithSemicolonToken(default))
        select CSharpSyntaxTree.ParseText(empty.NormalizeWhitespace().ToFullString(), WithoutDocs);
}
