using System.Text;
using LlmHttpMetrics.Json;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Tests.Reading;

/// <summary>How the figures of a usage object become those of a call, rule by rule.</summary>
public sealed class UsageFiguresTests
{
    private static readonly (Figure, string)[] Names =
    [
        (Figure.Input, "in"), (Figure.Input, "in2"), (Figure.Output, "out"), (Figure.Output, "out2"), (Figure.Total, "total"),
        (Figure.CachedInput, "read"), (Figure.CacheWrite, "write"), (Figure.CacheWrite5Minutes, "write5m"), (Figure.CacheWrite1Hour, "write1h"),
        (Figure.Reasoning, "reasoning"),
    ];

    [TestCase("{}", null)]
    [TestCase("""{"write":9}""", 9)]
    [TestCase("""{"write5m":5}""", 5)]
    [TestCase("""{"write1h":6}""", 6)]
    [TestCase("""{"write5m":5,"write1h":6}""", 11)]
    [TestCase("""{"write":9,"write5m":5,"write1h":6}""", 9)]
    public void CacheWrites_OfAnyLifetime_AreTheirSumUnlessItIsSent(string usage, int? written) =>
        Assert.That(Read(UsageRule.None, usage).CacheWriteTokens, Is.EqualTo((long?)written));

    [TestCase("""{"in":10,"read":3,"write":4}""", UsageRule.None, 10)]
    [TestCase("""{"in":10,"read":3,"write":4}""", UsageRule.CacheOutsideInput, 17)]
    [TestCase("""{"in":10,"write1h":4}""", UsageRule.CacheOutsideInput, 14)]
    [TestCase("""{"in":10,"read":3}""", UsageRule.CacheOutsideInput, 13)]
    [TestCase("""{"read":3,"write":4}""", UsageRule.CacheOutsideInput, null)]
    [TestCase("""{"total":10}""", UsageRule.None, null)]
    [TestCase("""{"total":10}""", UsageRule.TotalIsInput, 10)]
    [TestCase("""{"in":8,"total":10}""", UsageRule.TotalIsInput, 8)]
    [TestCase("""{"out":10}""", UsageRule.None, null)]
    public void Input_OfAnyRule_IncludesCachedTokens(string usage, object rule, int? input) =>
        Assert.That(Read((UsageRule)rule, usage).InputTokens, Is.EqualTo((long?)input));

    [TestCase("""{"out":10,"reasoning":4}""", UsageRule.None, 10, 4)]
    [TestCase("""{"out":10}""", UsageRule.None, 10, null)]
    [TestCase("""{"reasoning":4}""", UsageRule.None, null, 4)]
    [TestCase("""{"out":10,"reasoning":0}""", UsageRule.None, 10, 0)]
    [TestCase("""{"out":3,"reasoning":4}""", UsageRule.None, 7, 4, Description = "greater than the output, so not a part of it")]
    [TestCase("""{"out":4,"reasoning":4}""", UsageRule.None, 4, 4)]
    [TestCase("""{"out":3,"reasoning":4}""", UsageRule.ReasoningIsEstimate, 3, 4)]
    [TestCase("""{"in":5,"out":10,"reasoning":4,"total":19}""", UsageRule.None, 14, 4, Description = "the total shows that it is no part of the output")]
    [TestCase("""{"in":5,"out":10,"reasoning":4,"total":15}""", UsageRule.None, 10, 4)]
    [TestCase("""{"in":5,"out":10,"reasoning":4,"total":19}""", UsageRule.ReasoningIsEstimate, 14, 4)]
    [TestCase("""{"in":5,"out":10,"reasoning":4,"total":18}""", UsageRule.None, 10, 4)]
    [TestCase("""{"out":10,"reasoning":4}""", UsageRule.ReasoningOutsideOutput, 14, 4)]
    [TestCase("""{"reasoning":4}""", UsageRule.ReasoningOutsideOutput, 4, 4)]
    [TestCase("""{"out":10}""", UsageRule.ReasoningOutsideOutput, 10, null)]
    [TestCase("""{"in":10}""", UsageRule.ReasoningOutsideOutput, null, null)]
    [TestCase("""{"in":5,"out":10,"total":19}""", UsageRule.None, 10, null)]
    [TestCase("""{"in":5,"out":10,"total":19}""", UsageRule.RestIsReasoning, 14, 4)]
    [TestCase("""{"in":5,"total":19}""", UsageRule.RestIsReasoning, 14, 14)]
    [TestCase("""{"in":5,"out":10,"total":15}""", UsageRule.RestIsReasoning, 10, null)]
    [TestCase("""{"in":5,"out":10,"total":14}""", UsageRule.RestIsReasoning, 10, null)]
    [TestCase("""{"in":5,"out":10,"reasoning":0,"total":19}""", UsageRule.RestIsReasoning, 14, 4)]
    [TestCase("""{"in":5,"out":10,"reasoning":0,"total":15}""", UsageRule.RestIsReasoning, 10, 0)]
    [TestCase("""{"in":5,"out":10,"reasoning":3,"total":19}""", UsageRule.RestIsReasoning, 14, 3)]
    public void Output_OfAnyRule_IncludesReasoning(string usage, object rule, int? output, int? reasoning)
    {
        var facts = Read((UsageRule)rule, usage);

        Assert.That((facts.OutputTokens, facts.ReasoningTokens), Is.EqualTo(((long?)output, (long?)reasoning)));
    }

    [TestCase("""{"in":1,"in2":2}""", UsageRule.None, 1)]
    [TestCase("""{"in2":2,"in":1}""", UsageRule.None, 1)]
    [TestCase("""{"in":0,"in2":2}""", UsageRule.None, 2)]
    [TestCase("""{"in":1,"in2":0}""", UsageRule.None, 1)]
    [TestCase("""{"in":0,"in2":0}""", UsageRule.None, 0)]
    [TestCase("""{"in":0,"in2":2}""", UsageRule.FirstNameCounts, 0)]
    public void Figure_OfSeveralNames_IsTheFirstThatIsNotZero(string usage, object rule, int input) =>
        Assert.That(Read((UsageRule)rule, usage).InputTokens, Is.EqualTo(input));

    [TestCase("""{"in":1}""", """{"in":5}""", UsageRule.None, 5)]
    [TestCase("""{"in":5}""", """{"in":1}""", UsageRule.None, 1)]
    [TestCase("""{"in":5}""", """{"in":0}""", UsageRule.None, 5)]
    [TestCase("""{"in":0}""", """{"in":5}""", UsageRule.None, 5)]
    [TestCase("""{"in":5}""", "{}", UsageRule.None, 5)]
    [TestCase("""{"in":5}""", """{"in2":1}""", UsageRule.None, 1)]
    [TestCase("""{"in2":5}""", """{"in":1}""", UsageRule.None, 1)]
    [TestCase("""{"in":5}""", """{"in2":0}""", UsageRule.None, 5)]
    [TestCase("""{"in":5}""", """{"in2":0,"in":1}""", UsageRule.None, 1)]
    [TestCase("""{"in":5}""", """{"in":"x"}""", UsageRule.None, 5)]
    [TestCase("""{"in":5}""", """{"in":-1}""", UsageRule.None, 5)]
    [TestCase("""{"in":1}""", """{"in":5}""", UsageRule.Sum, 6)]
    [TestCase("""{"in":0}""", """{"in":5}""", UsageRule.Sum, 5)]
    [TestCase("""{"in":5}""", """{"in":0}""", UsageRule.Sum, 5)]
    [TestCase("""{"in":1}""", """{"in":5}""", UsageRule.Greatest, 5)]
    [TestCase("""{"in":5}""", """{"in":1}""", UsageRule.Greatest, 5)]
    public void Figure_SentTwice_IsTheLaterUnlessItIsZero(string first, string second, object rule, int input) =>
        Assert.That(Read((UsageRule)rule, first, second).InputTokens, Is.EqualTo(input));

    [Test]
    public void Usage_WithoutFigures_IsNotReported()
    {
        Assert.That(Read(UsageRule.None, "{}").UsageReported, Is.False);
        Assert.That(Read(UsageRule.None, """{"in":0}""").UsageReported, Is.True);
    }

    [TestCase("""{"usage":{"in":1},"other":{"in":2,"out":3}}""", UsageRule.None, 1, null)]
    [TestCase("""{"usage":{"out":1},"other":{"in":2,"out":3}}""", UsageRule.Complement, 2, 1)]
    [TestCase("""{"usage":{"in":1},"other":{"in":2,"out":3}}""", UsageRule.Complement, 1, 3)]
    [TestCase("""{"usage":{"in":1,"out":4},"other":{"in":2,"out":3}}""", UsageRule.Complement, 1, 4)]
    [TestCase("""{"other":{"in":2,"out":3}}""", UsageRule.None, 2, 3)]
    [TestCase("""{"usage":{"in":0,"out":0},"other":{"in":2,"out":3}}""", UsageRule.None, 2, 3)]
    [TestCase("""{"usage":{"in":0,"out":1},"other":{"in":2,"out":3}}""", UsageRule.None, 0, 1)]
    [TestCase("""{"usage":{"in":0},"other":{"in":0,"out":0}}""", UsageRule.None, 0, null)]
    public void Groups_OfTheSameFigures_GiveWayInTheirOrder(string body, object rule, int? input, int? output)
    {
        var facts = ReadBody((UsageRule)rule, body);

        Assert.That((facts.InputTokens, facts.OutputTokens), Is.EqualTo(((long?)input, (long?)output)));
    }

    [TestCase("""{"usage":{"list":[{"kind":"IN","n":7}]}}""", 7)]
    [TestCase("""{"usage":{"list":[{"n":7,"kind":"IN"}]}}""", 7)]
    [TestCase("""{"usage":{"list":[{"n":7},{"kind":"IN"}]}}""", null, Description = "name and amount of two elements")]
    [TestCase("""{"usage":{"list":[{"kind":"IN"},{"n":7}]}}""", null)]
    [TestCase("""{"usage":{"list":[{"kind":"OTHER","n":9},{"kind":"IN","n":7}]}}""", 7)]
    [TestCase("""{"usage":{"list":[{"kind":"IN","n":7},{"kind":"OTHER","n":9}]}}""", 7)]
    [TestCase("""{"usage":{"list":[{"kind":"IN","n":12345678901234567890123}]}}""", null)]
    [TestCase("""{"usage":{"list":[{"kind":"IN","n":00000000000000000007}]}}""", 7)]
    [TestCase("""{"usage":{"list":[{"kind":"IN","n":7,"kind":"IN","n":8}]}}""", 8)]
    public void Figure_NamedInAList_IsThatOfItsElement(string body, int? input) =>
        Assert.That(ReadBody(UsageRule.None, body).InputTokens, Is.EqualTo((long?)input));

    [Test]
    public void Figures_OfAnEarlierAnswer_AreForgotten()
    {
        ResponseReader reader = new();
        var format = Format(UsageRule.None);
        foreach (var (usage, input, output) in new (string, long?, long?)[] { ("""{"in":5,"out":6}""", 5, 6), ("""{"out":0}""", null, 0), ("{}", null, null) })
        {
            reader.Begin(format, new TextTally());
            Assert.That(reader.Facts.UsageReported, Is.False);
            reader.Feed(Encoding.UTF8.GetBytes($$"""{"usage":{{usage}}}"""));
            reader.End();

            Assert.That((reader.Facts.InputTokens, reader.Facts.OutputTokens), Is.EqualTo((input, output)));
        }
    }

    /// <summary>Each usage object in an event of its own.</summary>
    private static ResponseFacts Read(UsageRule rule, params string[] usages) =>
        ReadBody(rule, string.Concat(usages.Select(usage => $$"""data: {"usage":{{usage}}}""" + "\n\n")));

    private static ResponseFacts ReadBody(UsageRule rule, string body)
    {
        ResponseReader reader = new();
        reader.Begin(Format(rule), new TextTally());
        reader.Feed(Encoding.UTF8.GetBytes(body));
        reader.End();
        return reader.Facts;
    }

    private static WireFormat Format(UsageRule rule)
    {
        FigureGroup[] groups =
        [
            new("usage", Names) { Named = [new("list", "kind", "n", [("IN", Figure.Input)])] },
            new("other", Names),
        ];
        return new("test", request: [], body: [], events: [], groups, groups, rule);
    }
}
