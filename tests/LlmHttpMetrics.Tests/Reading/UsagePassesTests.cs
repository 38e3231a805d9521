using System.Text;
using LlmHttpMetrics.Json;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Tests.Reading;

/// <summary>An answer of several passes, some of which may be by other models.</summary>
public sealed class UsagePassesTests
{
    private const int MaxPasses = 32;

    private readonly ResponseReader _reader = new();

    [TestCase("[]", 0, false)]
    [TestCase("""[{"in":1}]""", 1, false)]
    [TestCase("""[{"in":1,"model":"m"}]""", 1, false)]
    [TestCase("""[{"in":1,"model":"other"}]""", 1, true)]
    [TestCase("""[{"in":1},{"in":2}]""", 2, true)]
    public void Passes_BesidesTheAnswerItself_AreThoseOfOthersOrSeveral(string passes, int count, bool hasPasses)
    {
        var facts = Read($$"""{"model":"m","usage":{"in":1,"passes":{{passes}} } }""");

        Assert.That((facts.Passes.Count, facts.Passes.IsAny), Is.EqualTo((count, hasPasses)));
    }

    [TestCase("""{"in":10,"passes":[{"in":3},{"in":10}]}""", 13)]
    [TestCase("""{"in":10,"passes":[{"in":3},{"in":7}]}""", 10)]
    [TestCase("""{"in":10,"passes":[{"in":3},{"in":6}]}""", 10, Description = "the figure of the whole answer is greater")]
    [TestCase("""{"in":10,"passes":[{"in":3,"model":"other"},{"in":10}]}""", 10)]
    [TestCase("""{"in":10,"passes":[{"in":3,"model":"m"},{"in":10}]}""", 13)]
    [TestCase("""{"in":10,"passes":[{"in":30,"model":"other"}]}""", 10)]
    [TestCase("""{"in":10,"passes":[{"out":3}]}""", 10)]
    [TestCase("""{"in":10,"passes":[{"in":"x"},{"in":12}]}""", 12)]
    [TestCase("""{"passes":[{"in":3},{"in":10}]}""", 13)]
    [TestCase("""{"passes":[{"in":0}]}""", 0)]
    [TestCase("""{"passes":[{"out":3}]}""", null)]
    [TestCase("""{"passes":[{"in":1},{"in":2},{"in":4,"out":0}],"in":3}""", 7)]
    public void Figure_OfPasses_IsTheSumOfTheAnswersOwnIfItIsGreater(string usage, int? input) =>
        Assert.That(Read($$"""{"model":"m","usage":{{usage}} }""").InputTokens, Is.EqualTo((long?)input));

    [Test]
    public void Pass_WithoutAModelOfTheAnswer_IsItsOwn() =>
        Assert.That(Read("""{"usage":{"in":1,"passes":[{"in":3,"model":"other"}]}}""").InputTokens, Is.EqualTo(3));

    [Test]
    public void Pass_HasItsOwnFiguresAndModel()
    {
        var facts = Read("""{"model":"m","usage":{"passes":[{"in":3,"out":0,"model":"other"},{"out":4}]}}""");

        Assert.That((facts.Passes[0].Model?.Text, facts.Passes[1].Model), Is.EqualTo(("other", (KnownName?)null)));
        Assert.That(
            (facts.Passes[0].Sent(Figure.Input), facts.Passes[0].Sent(Figure.Output), facts.Passes[1].Sent(Figure.Input), facts.Passes[1].Sent(Figure.Output)),
            Is.EqualTo(((long?)3, (long?)0, (long?)null, (long?)4)));
    }

    [TestCase("""{"out":4,"passes":[{"out":3},{"out":4}]}""", 3)]
    [TestCase("""{"out":9,"passes":[{"out":3},{"out":4}]}""", 0)]
    [TestCase("""{"out":4}""", 0)]
    [TestCase("""{"passes":[{"out":3}]}""", 0)]
    public void Output_OfEarlierPasses_PrecedesTheAnswer(string usage, int tokens) =>
        Assert.That(Read($$"""{"usage":{{usage}} }""").Usage.OutputBeforeAnswer, Is.EqualTo(tokens));

    [TestCase(MaxPasses)]
    [TestCase(MaxPasses + 1)]
    [TestCase(MaxPasses + 2)]
    public void Passes_BeyondTheLimit_AreLeftOut(int count)
    {
        var passes = string.Join(',', Enumerable.Range(1, count).Select(i => $$"""{"in":{{i}},"model":"m{{i}}"}"""));
        var facts = Read($$"""{"usage":{"passes":[{{passes}}] } }""");

        Assert.That(facts.Passes.Count, Is.EqualTo(MaxPasses));
        Assert.That(facts.Passes[MaxPasses - 1].Sent(Figure.Input), Is.EqualTo(MaxPasses));
        Assert.That(facts.Passes[MaxPasses - 1].Model?.Text, Is.EqualTo($"m{MaxPasses}"));
    }

    [Test]
    public void Passes_SentAgain_ReplaceTheEarlierOnes()
    {
        var facts = Read(
            """
            data: {"usage":{"passes":[{"in":3,"out":1,"model":"other"},{"in":4}]}}

            data: {"usage":{"passes":[{"in":5}]}}


            """);

        Assert.That((facts.Passes.Count, facts.Passes[0].Sent(Figure.Input), facts.Passes[0].Sent(Figure.Output)), Is.EqualTo((1, (long?)5, (long?)null)));
        Assert.That(facts.Passes[0].Model, Is.Null);
    }

    [Test]
    public void Passes_OfAnEarlierAnswer_AreForgotten()
    {
        var many = string.Join(',', Enumerable.Repeat("""{"in":1}""", MaxPasses + 1));
        Assert.That(Read($$"""{"usage":{"passes":[{{many}}] } }""").Passes.Count, Is.EqualTo(MaxPasses));

        var facts = Read("""{"usage":{"in":2}}""");

        Assert.That((facts.Passes.Count, facts.InputTokens), Is.EqualTo((0, (long?)2)));
    }

    private ResponseFacts Read(string body)
    {
        FigureGroup[] usage = [new("usage", (Figure.Input, "in"), (Figure.Output, "out")) { Passes = "passes" }];
        Field[] fields = [new("model", FieldAction.Model)];
        _reader.Begin(new WireFormat("test", request: [], fields, fields, usage, usage), new TextTally());
        _reader.Feed(Encoding.UTF8.GetBytes(body));
        _reader.End();
        return _reader.Facts;
    }
}
