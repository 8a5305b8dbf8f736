using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using TraceToll.Protocol;
using Xunit;

namespace TraceToll.Tests.Lines;

/// <summary>What stands on the line is what agents of other versions, and people with a shell, rely on.</summary>
public class CommandLineTests
{
    private static readonly Dictionary<string, (AgentCommand Command, string Line)> Commands = new()
    {
        ["start"] = (new Start("a b"), """{"type":"start","token":"a b"}"""),
        ["timeline"] = (new TimelinePart([0, 5], [24, 64], 9, true), """{"type":"timeline","dueNs":[0,5],"bytes":[24,64],"periodNs":9,"last":true}"""),
        ["begin"] = (new BeginSlice("1-off"), """{"type":"begin","slice":"1-off"}"""),
        ["end"] = (new EndSlice(), """{"type":"end"}"""),
        ["count"] = (new CountRuns(true), """{"type":"count","on":true}"""),
        ["mark"] = (new Mark("line\nend"), """{"type":"mark","name":"line\nend"}"""),
        ["plant"] = (new Plant(10_000), """{"type":"plant","delayNs":10000}"""),
        ["ping"] = (new Ping(7), """{"type":"ping","number":7}"""),
        ["finish"] = (new Finish(), """{"type":"finish"}"""),
    };

    public static TheoryData<string> Types => [.. Commands.Keys];

    [Fact]
    public void Every_command_is_written_down_here() => Assert.Equal(
        typeof(AgentCommand).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(each => $"{each.TypeDiscriminator}").Order(), Commands.Keys.Order());

    [Theory]
    [MemberData(nameof(Types))]
    public void Reads_and_writes_what_is_written_down(string type)
    {
        var (command, line) = Commands[type];

        Assert.Equal(line, AgentJson.ToLine(command));
        // Compared as lines: records with lists in them are equal only to themselves.
        Assert.Equal(command.GetType(), AgentJson.ReadCommand(line).GetType());
        Assert.Equal(line, AgentJson.ToLine(AgentJson.ReadCommand(line)));
        Assert.DoesNotContain('\n', line);
    }

    [Fact]
    public void The_type_may_stand_anywhere_and_more_may_be_said() =>
        Assert.Equal(new BeginSlice("a"), AgentJson.ReadCommand("""{"slice":"a","since":"version 9","type":"begin"}"""));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("begin")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""{"slice":"a"}""")]
    [InlineData("""{"type":"unknown"}""")]
    [InlineData("""{"type":"ready"}""")]
    [InlineData("""{"type":"Begin","slice":"a"}""")]
    [InlineData("""{"type":null,"slice":"a"}""")]
    [InlineData("""{"type":"begin","slice":7}""")]
    [InlineData("""{"type":"count","on":"yes"}""")]
    [InlineData("""{"type":"plant","delayNs":1.5}""")]
    [InlineData("""{"type":"plant","delayNs":"10us"}""")]
    [InlineData("""{"type":"finish"} {"type":"finish"}""")]
    [InlineData("""{"type":"finish""")]
    public void Anything_else_is_no_command(string line) => Assert.ThrowsAny<JsonException>(() => AgentJson.ReadCommand(line));
}
