using LlmHttpMetrics.Tests.Reading;

namespace LlmHttpMetrics.Tests.Providers.Google;

/// <summary>Embeddings, interactions and the models of others on Vertex AI.</summary>
public sealed class OtherAnswerTests
{
    private const string Vertex = "https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/us-central1/publishers";
    private const string Interactions = "https://generativelanguage.googleapis.com/v1beta/interactions";

    /// <summary>https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/text-embeddings-api.</summary>
    [Test]
    public async Task Predictions_EachWithItsTokens_AddUp([Values] Delivery delivery)
    {
        var e = await PlayAsync(
            new WireCase(
                "predict",
                """{"predictions":[{"embeddings":{"values":[0.1],"statistics":{"token_count":4,"truncated":false}}},{"embeddings":{"statistics":"""
                    + """{"token_count":6},"values":[1]}}],"metadata":{"billableCharacterCount":20}}""")
            {
                Url = $"{Vertex}/google/models/text-embedding-005:predict",
                Request = """{"instances":[{"content":"a b"},{"content":"c"}],"parameters":{"outputDimensionality":8}}""",
            },
            delivery);

        Assert.That(
            (e.Operation, e.Outcome, e.Tokens.Input, e.Tokens.Output, e.PromptCharacters),
            Is.EqualTo(("embeddings", LlmOutcomes.Completed, 10L, (long?)null, 4L)));
    }

    /// <summary>https://ai.google.dev/api/embeddings: the older models report no usage.</summary>
    [TestCase("""{"embedding":{"values":[0.1]},"usageMetadata":{"promptTokenCount":4}}""", 4L, false)]
    [TestCase("""{"embeddings":[{"values":[0.1]},{"values":[0.1]}]}""", null, true)]
    public async Task Embedding_WithOrWithoutUsage_IsMeasured(string body, long? tokens, bool missing)
    {
        var e = await PlayAsync(
            new WireCase("embed", body)
            {
                Url = "https://generativelanguage.googleapis.com/v1beta/models/m:batchEmbedContents",
                Request = """{"requests":[{"content":{"parts":[{"text":"ab"}]}}]}"""
            },
            Delivery.ByteByByte);

        Assert.That((e.Tokens.Input, e.UsageMissing, e.PromptCharacters), Is.EqualTo((tokens, missing, 2L)));
    }

    /// <summary>
    /// https://cloud.google.com/vertex-ai/generative-ai/docs/partner-models/claude/use-claude: no model in the payload, which is Anthropic's
    /// otherwise.
    /// </summary>
    [Test]
    public async Task Claude_OnVertex_IsReadAsAnthropics([Values] Delivery delivery, [Values] bool streamed)
    {
        var body = streamed ? WireBodies.MessagesStreamed : WireBodies.Messages;
        var e = await PlayAsync(
            body with
            {
                Url = $"{Vertex}/anthropic/models/claude-sonnet-4-5@20250929:{(streamed ? "streamRawPredict" : "rawPredict")}",
                Request = """{"anthropic_version":"vertex-2023-10-16","max_tokens":9,"messages":[{"role":"user","content":"Say hi"}]}""",
            },
            delivery);

        Assert.That((e.Provider, e.Operation, e.RequestModel, e.WireFormat), Is.EqualTo(("gcp.vertex_ai", "chat", "claude-sonnet-4-5@20250929", "anthropic")));
        Assert.That((e.StreamRequested, e.Streamed, e.Tokens.Input, e.Tokens.Output), Is.EqualTo((streamed, streamed, 10L, streamed ? 9L : 4L)));
    }

    /// <summary>https://ai.google.dev/gemini-api/docs/interactions/streaming, and its older form with contents in place of steps.</summary>
    [Test]
    public async Task Interaction_Streamed_IsReadInBothForms([Values] Delivery delivery, [Values] bool older)
    {
        var (start, block, stop, end) = older ? ("start", "content", "content.stop", "complete") : ("created", "step", "step.stop", "completed");
        var body = string.Concat(new[]
        {
            $$$"""{"event_type":"interaction.{{{start}}}","interaction":{"id":"v1_1","status":"in_progress","model":"gemini-3-flash"}}""",
            $$$"""{"index":0,"{{{block}}}":{"type":"thought"},"event_type":"{{{block}}}.start"}""",
            $$$"""{"index":0,"delta":{"type":"thought_summary","content":{"text":"Hm","type":"text"}},"event_type":"{{{block}}}.delta"}""",
            $$$"""{"index":1,"delta":{"text":"Hi 🙂","type":"text"},"event_type":"{{{block}}}.delta"}""",
            $$$"""{"index":2,"{{{block}}}":{"type":"function_call","name":"wave","arguments":{}},"event_type":"{{{block}}}.start"}""",
            $$$"""{"index":3,"{{{block}}}":{"type":"google_search_call"},"event_type":"{{{block}}}.start"}""",
            $$$"""{"index":1,"event_type":"{{{stop}}}"}""",
            $$$"""{"event_type":"interaction.{{{end}}}","interaction":{"id":"v1_1","status":"requires_action","usage":{"total_tokens":30"""
                + $$$""","total_input_tokens":10,"total_cached_tokens":2,"total_output_tokens":8,"total_thought_tokens":12"""
                + $$$""","total_tool_use_tokens":1,"input_tokens_by_modality":[{"modality":"audio","tokens":3}]} } }""",
        }.Select(data => $"data: {data}\n\n"));

        var e = await PlayAsync(
            new WireCase("interaction", body)
            {
                Url = Interactions,
                Request = """{"model":"models/gemini-3-flash","input":"Say hi","stream":true}""",
                ContentType = WireBodies.EventStream
            },
            delivery);

        Assert.That(
            (e.Operation, e.RequestModel, e.ResponseModel, e.ResponseId, e.Outcome),
            Is.EqualTo(("chat", "gemini-3-flash", "gemini-3-flash", "v1_1", LlmOutcomes.Completed)));
        Assert.That((e.ToolCalls, e.HostedToolCalls, e.ResponseCharacters, e.Chunks), Is.EqualTo((1, 1, 4L, 4)));
        Assert.That(e.Tokens, Is.EqualTo(
            new LlmTokens { Input = 10, Output = 20, Total = 30, CachedInput = 2, Reasoning = 12, ToolUseInput = 1, InputAudio = 3 }));
    }

    [TestCase("failed", LlmOutcomes.Error)]
    [TestCase("incomplete", LlmOutcomes.Length)]
    [TestCase("in_progress", LlmOutcomes.Completed)]
    public async Task Interaction_Whole_EndsByItsStatus(string status, string outcome)
    {
        var e = await PlayAsync(
            new WireCase("interaction", $$"""{"id":"v1_1","status":"{{status}}","steps":[{"type":"model_output","content":[{"type":"text","text":"Hi"}]}]}""")
            {
                Url = Interactions,
                Request = """{"agent":"a","input":[{"type":"text","text":"Hi"}]}"""
            },
            Delivery.ByteByByte);

        Assert.That((e.Outcome, e.ResponseCharacters, e.PromptCharacters), Is.EqualTo((outcome, 2L, 2L)));
    }

    private static async Task<LlmEvent> PlayAsync(WireCase answer, Delivery delivery) => (await answer.PlayAsync(delivery, sync: false)).Event;
}
