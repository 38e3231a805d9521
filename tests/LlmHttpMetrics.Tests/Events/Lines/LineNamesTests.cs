using System.Buffers;
using System.Text.Json;
using LlmHttpMetrics.Events.Lines;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Tests.Events.Lines;

/// <summary>The names of a line are those of the attributes of spans and metrics, as far as there are such.</summary>
public sealed class LineNamesTests
{
    private static readonly string[] Attributes =
    [
        LlmTagNames.OperationName, LlmTagNames.ProviderName, LlmTagNames.RequestModel, LlmTagNames.ResponseModel, LlmTagNames.ServerAddress,
        LlmTagNames.ServerPort, LlmTagNames.ErrorType, LlmTagNames.Outcome, LlmTagNames.TokenSource, LlmTagNames.Tokenizer, LlmTagNames.Strategy,
        LlmTagNames.Currency, LlmTagNames.CostSource, LlmTagNames.FallbackReason, LlmTagNames.CallOperation, LlmTagNames.ClientName, LlmTagNames.SessionId,
        LlmTagNames.UserId, LlmTagNames.Feature, LlmTagNames.FeatureVersion, LlmTagNames.PromptVersion, LlmTagNames.Experiment, LlmTagNames.Variant,
        LlmTagNames.RetryNumber, SpanTagNames.RequestStream, SpanTagNames.ResponseId, SpanTagNames.FinishReasons, SpanTagNames.InputTokens,
        SpanTagNames.OutputTokens, SpanTagNames.CacheReadTokens, SpanTagNames.CacheWriteTokensLatest, SpanTagNames.ReasoningTokens,
        SpanTagNames.AudioInputTokens, SpanTagNames.ImageInputTokens, SpanTagNames.AudioOutputTokens, SpanTagNames.ImageOutputTokens, SpanTagNames.StatusCode,
        LlmInstrumentNames.UsageMissing, LlmInstrumentNames.PriceMissing, LlmInstrumentNames.Cost,
    ];

    [TestCaseSource(nameof(Attributes))]
    public void Attribute_OfACall_HasItsNameInTheLine(string attribute)
    {
        var name = attribute.Replace("gen_ai.", "", StringComparison.Ordinal).Replace("llm.", "", StringComparison.Ordinal).Replace('.', '_');

        Assert.That(LineFormat.Full.EventNames, Has.Exactly(1).EqualTo(name));
    }

    [Test]
    public void Names_OfALine_AreReadableAndThereOnce()
    {
        foreach (var names in new[] { LineFormat.Full.EventNames.ToArray(), LineFormat.Full.AmendmentNames.ToArray() })
        {
            Assert.That(names, Is.Unique.And.All.Matches("^(id|[a-z][a-z0-9_]{3,})$"));
            Assert.That(names, Has.None.EqualTo("version"));
        }
    }

    [Test]
    public void Names_OfAnAmendment_AreThoseOfTheEvent() =>
        Assert.That(LineFormat.Full.AmendmentNames.Except(LineFormat.Full.EventNames), Is.EquivalentTo(new[] { "amends", "amended" }));

    [Test]
    public void Line_Whole_BeginsWithItsVersionAndHasAllNames()
    {
        ArrayBufferWriter<byte> writer = new();
        LlmEventJson.Write(writer, EventSamples.Full());
        using var line = JsonDocument.Parse(writer.WrittenMemory);
        var names = line.RootElement.EnumerateObject().Select(member => member.Name).ToArray();

        Assert.That(names[0], Is.EqualTo("version"));
        Assert.That(names, Is.Unique);
        Assert.That(names[1..], Is.EqualTo(LineFormat.Full.EventNames.Intersect(names)), "in their order");
    }
}
