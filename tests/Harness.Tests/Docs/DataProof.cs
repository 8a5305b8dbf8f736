using System.Text.Json;
using System.Xml.Linq;
using TraceToll.Remote;
using YamlDotNet.RepresentationModel;

namespace TraceToll.Tests.Docs;

/// <summary>JSON, YAML and XML are whole; what is ours of them is read by who reads it.</summary>
internal static class DataProof
{
    private const string OurCheckout = "tracetoll/";

    public static IEnumerable<string> OfJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var isHosts = json.RootElement.TryGetProperty("sender", out _) || json.RootElement.TryGetProperty("pairs", out _);
            return isHosts ? BlockProof.Throws<RigFailureException>(() => HostsFile.Parse(text, "hosts.json")) : [];
        }
        catch (JsonException wrong)
        {
            return [wrong.Message];
        }
    }

    /// <summary>What a workflow runs is shell too.</summary>
    public static IEnumerable<string> OfYaml(string text)
    {
        var yaml = new YamlStream();
        // What its parser makes of broken YAML is not listed anywhere.
        List<string> problems = [.. BlockProof.Throws<Exception>(() => yaml.Load(new StringReader(text)))];
        return problems.Count > 0 ? problems : yaml.Documents.SelectMany(document => document.AllNodes).OfType<YamlMappingNode>().SelectMany(node => node.Children)
            .Where(child => child.Key is YamlScalarNode { Value: "run" }).SelectMany(child => ShellProof.Problems($"{((YamlScalarNode)child.Value).Value}\n"));
    }

    /// <summary>Of a project file: the versions of packages are those that we build with, and projects of ours are there.</summary>
    public static IEnumerable<string> OfXml(string text)
    {
        XElement xml;
        try
        {
            xml = XElement.Parse(text);
        }
        catch (System.Xml.XmlException wrong)
        {
            return [wrong.Message];
        }

        var versions = XElement.Load(DocumentPage.Path("Directory.Packages.props")).Descendants("PackageVersion").ToLookup(each => (string?)each.Attribute("Include"), each => (string?)each.Attribute("Version"));
        return
        [
            .. from package in xml.Descendants("PackageReference")
               let name = (string?)package.Attribute("Include")
               where !versions[name].Contains((string?)package.Attribute("Version"))
               select $"the package {name} is built with version {versions[name].FirstOrDefault() ?? "(none)"} here",
            .. from path in xml.Descendants("ProjectReference").Attributes("Include").Concat(xml.Descendants("Import").Attributes("Project"))
               let ours = ((string)path).Split(OurCheckout)[^1]
               where !File.Exists(DocumentPage.Path(ours))
               select $"there is no project {ours}",
        ];
    }
}
