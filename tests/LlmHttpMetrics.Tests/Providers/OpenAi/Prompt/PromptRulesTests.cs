using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using LlmHttpMetrics.Providers.OpenAi.Prompt;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Tests.Providers.OpenAi.Prompt;

/// <summary>Tools, their calls and schemas become the text that the model is given, whatever the caller sent.</summary>
public sealed class PromptRulesTests
{
    [Test]
    public void Tools_OfEveryKind_AreWrittenAsTypeScript()
    {
        const string tools = """
            [
              {"type":"function","function":{"name":"now","description":" The time.\n\n   In UTC. ","parameters":{"type":"object","properties":{}}}},
              {"type":"function","function":{"name":"plain","parameters":{"type":"object","properties":{"a":{"type":"integer"},"b":{"enum":["x",1],"type":"string"},"c":{"type":["string","null"]}},"required":["a"]}}},
              {"name":"rich","parameters":{"title":"Args","type":"object","required":["city"],
                "properties":{
                  "city":{"type":"string","title":"City","description":"Where"},
                  "days":{"type":"integer","default":3},
                  "who":{"$ref":"#/$defs/Person"},
                  "all":{"type":"array","items":{"$ref":"#/$defs/Person"}},
                  "either":{"anyOf":[{"type":"array","items":{"type":"number"}},{"type":"null"}]},
                  "any":{},"list":{"type":"array"},"map":{"type":"object"}},
                "$defs":{"Person":{"type":"object","title":"Person","properties":{"name":{"type":"string"}}}}}}
            ]
            """;
        const string text = """
            namespace functions {

            // The time.
            //
            // In UTC.
            type now = () => any;

            type plain = (_: { a: number, b?: "x" | 1, c?: string | null }) => any;

            // Args
            type rich = (_: {
            // City
            //
            // Where
            city: string,
            days?: number, // default: 3
            // Person
            who?: { name?: string },
            all?: Array<
            // Person
            { name?: string }
            >,
            either?:·
             | number[]
             | null
            ,
            any?: any,
            list?: any[],
            map?: object,
            }) => any;

            } // namespace functions
            """;

        Assert.That(Texts(PromptRules.Chat, TextKind.Tools, tools), Is.EqualTo(new[] { text.ReplaceLineEndings("\n").Replace('·', ' ') }));
    }

    [TestCase("""[{"type":"function","function":{"name":"now"}}]""", 9 + 1)]
    [TestCase("[]", 0)]
    [TestCase("""[{"type":"web_search"}]""", null)]
    [TestCase("""[{"type":"function"}]""", null)]
    [TestCase("[7]", null)]
    [TestCase("{}", null)]
    [TestCase(
        """[{"name":"f","parameters":{"properties":{"a":{"$ref":"#/$defs/A"}},"$defs":{"A":{"type":"object","properties":{"b":"""
            + """{"$ref":"#/$defs/A"},"c":{"$ref":"#/$defs/A"}}}}}}]""",
        null,
        TestName = "A schema of itself")]
    public void Tools_OddOrHostile_CostSomethingOrAreNotKnown(string tools, long? tokens) =>
        Assert.That(Tokens(PromptRules.Chat, TextKind.Tools, tools), Is.EqualTo(tokens));

    [Test]
    public void Tools_ThatReferencesMakeHuge_AreNotWritten([Values(6, 4)] int levels, [Values(1, 400)] int tools)
    {
        var defs = string.Concat(Enumerable.Range(0, levels).Select(level => $"'L{level}':{Object(level + 1)},"));
        var tool = $"{{'name':'f','parameters':{Object(0)[..^1]},'$defs':{{{defs}'L{levels}':{{'type':'string'}}}}}}}}".Replace('\'', '"');
        var tokens = Tokens(PromptRules.Chat, TextKind.Tools, $"[{string.Join(',', Enumerable.Repeat(tool, tools))}]");

        Assert.That(tokens is null, Is.EqualTo(levels == 6 || tools == 400));

        static string Object(int level) =>
            $"{{'type':'object','properties':{{{string.Join(',', Enumerable.Range(0, 6).Select(i => $"'p{i}':{{'$ref':'#/$defs/L{level}'}}"))}}}}}";
    }

    [TestCase("\"auto\"", 0)]
    [TestCase("\"required\"", 9)]
    [TestCase("""{"type":"function","name":"now"}""", 8)]
    [TestCase("""{"type":"function","function":{"name":"now"}}""", 8)]
    [TestCase("""{"type":"allowed_tools"}""", 0)]
    public void Choice_OfATool_CostsItsName(string choice, long tokens) =>
        Assert.That(Tokens(PromptRules.Responses, TextKind.ToolChoice, choice), Is.EqualTo(tokens));

    [Test]
    public void Call_ByItself_IsNamedTwice() => Assert.That(
        Texts(PromptRules.Chat, TextKind.ToolCalls, """[{"id":"1","type":"function","function":{"name":"f","arguments":"{ \"x\" : \"é\" }"}}]"""),
        Is.EqualTo(new[] { "f", """{"x":"é"}""" }));

    [Test]
    public void Calls_AtOnce_AreOneCallOfAToolThatCallsOthers() => Assert.That(
        Texts(PromptRules.Chat, TextKind.ToolCalls, """[{"function":{"name":"f","arguments":"{}"}},{"function":{"name":"g","arguments":"no json"}}]"""),
        Is.EqualTo(new[] { """{"tool_uses":[{"recipient_name":"functions.f","parameters":{}},{"recipient_name":"functions.g","parameters":no json}]}""" }));

    [TestCase("""[{"function":{"name":"f","arguments":""}}]""", 5 + 2 + 1)]
    [TestCase("""{"name":"f","arguments":"{}"}""", 5 + 2 + 1)]
    [TestCase("""[{"function":{"name":"f"}},{"function":{"name":"g"}}]""", 20 - 8 + 1)]
    [TestCase("[]", 0)]
    [TestCase("""[{"function":{}}]""", null)]
    [TestCase("7", null)]
    public void Calls_OddOrNot_CostSomethingOrAreNotKnown(string calls, long? tokens) =>
        Assert.That(Tokens(PromptRules.Chat, TextKind.ToolCalls, calls), Is.EqualTo(tokens));

    [Test]
    public void Schema_IsWrittenWithoutWhatSaysNothing() => Assert.That(
        Texts(
            PromptRules.Chat,
            TextKind.AnswerSchema,
            """{"name":"n","description":"d","strict":true,"schema":{"$schema":"s","title":"T","type":"object","additionalProperties":false"""
                + ""","properties":{"title":{"title":"Title","type":"string"},"a":{"enum":["x"],"items":[{"title":"I"}]}}}}"""),
        Is.EqualTo(new[] { """{"title":"T","type":"object","properties":{"title":{"type":"string"},"a":{"enum":["x"],"items":[{}]}}}""", "n", "d" }));

    [TestCase("Be brief.", -4)]
    [TestCase("Be brief.\n", -4)]
    public void SystemMessage_BesideTools_SharesItsFrame(string system, long tokens) =>
        Assert.That(PromptRules.Chat.BesideSystem(system, _ => 1), Is.EqualTo(tokens));

    private static long? Tokens(PromptRules rules, TextKind kind, [StringSyntax(StringSyntaxAttribute.Json)] string json)
    {
        using var part = JsonDocument.Parse(json);
        return rules.Tokens(kind, part.RootElement, _ => 1);
    }

    private static List<string> Texts(PromptRules rules, TextKind kind, [StringSyntax(StringSyntaxAttribute.Json)] string json)
    {
        List<string> texts = [];
        using var part = JsonDocument.Parse(json);
        rules.Tokens(kind, part.RootElement, text =>
        {
            texts.Add(text);
            return 1;
        });
        return texts;
    }
}
