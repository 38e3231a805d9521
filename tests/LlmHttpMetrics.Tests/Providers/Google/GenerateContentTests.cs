namespace LlmHttpMetrics.Tests.Providers.Google;

/// <summary>What is read of Gemini's answers; a stream is the same as events and as an array.</summary>
public sealed class GenerateContentTests
{
    public static readonly WireCase[] Streams = [GeminiBodies.EventStream, GeminiBodies.Array];

    [Test]
    public async Task Stream_IsReadWholly([ValueSource(nameof(Streams))] WireCase stream, [Values] Delivery delivery, [Values] bool sync)
    {
        var e = (await stream.PlayAsync(delivery, sync)).Event;

        Assert.That((e.Provider, e.Operation, e.RequestModel, e.ResponseModel, e.ResponseId, e.ServedServiceTier),
            Is.EqualTo(("gcp.gemini", "generate_content", "gemini-2.5-flash", "gemini-2.5-flash-001", "r-1", "standard")));
        Assert.That((e.Outcome, e.StreamRequested, e.Streamed, e.Chunks, e.ToolCalls), Is.EqualTo((LlmOutcomes.Completed, true, true, 3, 1)));
        Assert.That(e.FinishReasons, Is.EqualTo(new[] { "STOP" }));
        Assert.That(e.ResponseCharacters, Is.EqualTo(4), "thoughts are no answer");
        Assert.That(e.Tokens, Is.EqualTo(
            new LlmTokens { Input = 11, Output = 27, Total = 43, CachedInput = 4, Reasoning = 20, ToolUseInput = 5, InputAudio = 3 }));
    }

    [Test]
    public async Task Whole_IsReadWholly([Values] Delivery delivery, [Values] bool sync)
    {
        var e = (await GeminiBodies.Whole.PlayAsync(delivery, sync)).Event;

        Assert.That((e.Outcome, e.StreamRequested, e.Streamed, e.ToolCalls, e.Tokens.Input, e.Tokens.Output, e.PromptCharacters),
            Is.EqualTo((LlmOutcomes.Completed, false, false, 1, 11L, 27L, 6L)));
    }

    /// <summary>Part by part: https://cloud.google.com/vertex-ai/generative-ai/docs/reference/rest/v1/Content#functioncall.</summary>
    [Test]
    public async Task Arguments_Streamed_AreOneCall([Values] Delivery delivery)
    {
        var parts = new[]
        {
            """{"functionCall":{"name":"weather","willContinue":true}}""",
            """{"functionCall":{"partialArgs":[{"jsonPath":"$.city","stringValue":"Vie","willContinue":true}],"willContinue":true}}""",
            """{"functionCall":{"partialArgs":[{"jsonPath":"$.city","stringValue":"nna"}],"willContinue":true}}""",
            """{"functionCall":{}}""",
        };
        var body = string.Concat(parts.Select(part => $$$"""data: {"candidates":[{"content":{"parts":[{{{part}}}]}}]}""" + "\n\n"))
            + """data: {"candidates":[{"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":4}}""" + "\n\n";

        var e = (await GeminiBodies.Streamed("arguments", body).PlayAsync(delivery, sync: false)).Event;

        Assert.That((e.ToolCalls, e.Chunks, e.Outcome), Is.EqualTo((1, 3, LlmOutcomes.Completed)));
    }

    [Test]
    public async Task Candidates_OfOneEvent_KeepTheirTextApart([Values] Delivery delivery)
    {
        const string body =
            """data: {"candidates":[{"content":{"parts":[{"text":"a"}]},"index":1},{"content":{"parts":[{"text":"b c"}]},"index":0,"finishReason":"STOP"}]}"""
                + "\n\n"
                + """data: {"candidates":[{"content":{"parts":[{"text":"d"}]},"finishReason":"MAX_TOKENS","index":1}]}""" + "\n\n";
        Dictionary<int, string> texts = [];
        await using MonitoredClient client = new(_ => WireSamples.Trickle(body, delivery), options => options.TextSink = () => new Texts(texts));
        using var response = await client.Http.SendAsync(
            WireSamples.Post(GeminiBodies.StreamUrl, GeminiBodies.Request.Replace("\"candidateCount\":1", "\"candidateCount\":2", StringComparison.Ordinal)));

        var e = await client.EventAsync();
        Assert.That(texts, Is.EqualTo(new Dictionary<int, string> { [0] = "b c", [1] = "ad" }));
        Assert.That(e.FinishReasons, Is.EqualTo(new[] { "STOP", "MAX_TOKENS" }));
        Assert.That(e.Outcome, Is.EqualTo(LlmOutcomes.Length));
    }

    private sealed class Texts(Dictionary<int, string> texts) : LlmHttpMetrics.Reading.ITextSink
    {
        public void OnText(LlmHttpMetrics.Wire.TextKind kind, int part, ReadOnlySpan<byte> utf8)
        {
            if (kind == LlmHttpMetrics.Wire.TextKind.Answer)
            {
                texts[part] = texts.GetValueOrDefault(part) + System.Text.Encoding.UTF8.GetString(utf8);
            }
        }
    }
}
