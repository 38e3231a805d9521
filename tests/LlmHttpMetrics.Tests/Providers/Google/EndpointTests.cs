namespace LlmHttpMetrics.Tests.Providers.Google;

/// <summary>Google's URLs: the action at their end says what is done, what stands before it is the model.</summary>
public sealed class EndpointTests
{
    private const string Gemini = "https://generativelanguage.googleapis.com";
    private const string Vertex = "https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/us-central1";
    private const string Contents = """{"contents":[{"parts":[{"text":"Hi"}]}]}""";

    [TestCase($"{Gemini}/v1beta/models/gemini-2.5-flash:generateContent?key=k", "gcp.gemini", "generate_content", "gemini-2.5-flash")]
    [TestCase($"{Gemini}/v1/models/gemini-2.5-flash%3AgenerateContent", "gcp.gemini", "generate_content", "gemini-2.5-flash")]
    [TestCase($"{Gemini}/v1beta/tunedModels/my-tune:streamGenerateContent", "gcp.gemini", "generate_content", "my-tune")]
    [TestCase($"{Gemini}/v1beta/models/gemini-embedding-001:embedContent", "gcp.gemini", "embeddings", "gemini-embedding-001")]
    [TestCase($"{Gemini}/v1beta/models/gemini-embedding-001:batchEmbedContents", "gcp.gemini", "embeddings", "gemini-embedding-001")]
    [TestCase($"{Gemini}/v1beta/models/imagen-4.0-generate-001:predict", "gcp.gemini", "image_generation", "imagen-4.0-generate-001")]
    [TestCase($"{Vertex}/publishers/google/models/gemini-2.5-pro:generateContent", "gcp.vertex_ai", "generate_content", "gemini-2.5-pro")]
    [TestCase($"{Vertex}/endpoints/4711:streamGenerateContent?alt=sse", "gcp.vertex_ai", "generate_content", "4711")]
    [TestCase(
        "https://aiplatform.googleapis.com/v1/publishers/google/models/gemini-2.5-pro:generateContent",
        "gcp.vertex_ai",
        "generate_content",
        "gemini-2.5-pro")]
    [TestCase(
        "https://aiplatform.eu.rep.googleapis.com/v1/projects/p/locations/eu/publishers/google/models/m:generateContent",
        "gcp.vertex_ai",
        "generate_content",
        "m")]
    [TestCase($"{Vertex}/publishers/google/models/text-embedding-005:predict", "gcp.vertex_ai", "embeddings", "text-embedding-005")]
    [TestCase($"{Vertex}/publishers/google/models/imagen-4.0-generate-001:predict", "gcp.vertex_ai", "image_generation", "imagen-4.0-generate-001")]
    [TestCase($"{Vertex}/publishers/anthropic/models/claude-sonnet-4@20250514:rawPredict", "gcp.vertex_ai", "chat", "claude-sonnet-4@20250514")]
    [TestCase($"{Vertex}/publishers/anthropic/models/claude-sonnet-4%4020250514:streamRawPredict", "gcp.vertex_ai", "chat", "claude-sonnet-4@20250514")]
    [TestCase("http://localhost:3000/router/google/v1beta/models/m:generateContent", "gateway", "generate_content", "m")]
    [TestCase("http://proxy.internal/v1beta/models/m:generateContent", "openai_compatible", "generate_content", "m")]
    public async Task Request_ToAModel_IsKnown(string url, string provider, string operation, string model)
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle("{}"));

        using var response = await client.Http.SendAsync(WireSamples.Post(url, Contents));

        var measured = client.Recorder.Only(LlmInstrumentNames.OperationDuration);
        Assert.That(
            (measured.Tag(LlmTagNames.ProviderName), measured.Tag(LlmTagNames.OperationName), measured.Tag(LlmTagNames.RequestModel)),
            Is.EqualTo((provider, operation, model)));
    }

    [TestCase($"{Gemini}/v1beta/models/gemini-2.5-flash:countTokens")]
    [TestCase($"{Gemini}/v1beta/models/gemini-2.5-flash:batchGenerateContent")]
    [TestCase($"{Gemini}/v1beta/models/gemini-embedding-001:asyncBatchEmbedContent")]
    [TestCase($"{Gemini}/v1beta/models/veo-3.0:predictLongRunning")]
    [TestCase($"{Gemini}/v1beta/cachedContents")]
    [TestCase($"{Gemini}/upload/v1beta/files")]
    [TestCase($"{Gemini}/v1beta/interactions/v1_1/cancel")]
    [TestCase($"{Vertex}/publishers/google/models/gemini-2.5-pro:countTokens")]
    [TestCase($"{Vertex}/publishers/google/models/gemini-2.5-pro:computeTokens")]
    [TestCase($"{Vertex}/publishers/anthropic/models/count-tokens:rawPredict")]
    [TestCase($"{Vertex}/endpoints/4711:predict")]
    [TestCase("http://proxy.internal/v1beta/models/m:countTokens")]
    public async Task Request_ThatIsNoModelCall_IsNotMeasured(string url)
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle("{}"));

        using var response = await client.Http.SendAsync(WireSamples.Post(url, Contents));

        Assert.That(client.Recorder.All, Is.Empty);
    }

    [Test]
    public async Task Request_OfSomethingElseAtAnUnknownHost_IsNotMeasured()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle("{}"));

        using var response = await client.Http.SendAsync(WireSamples.Post("http://cms.internal/page:generateContent", """{"title":"x"}"""));

        Assert.That(client.Recorder.All, Is.Empty);
    }
}
