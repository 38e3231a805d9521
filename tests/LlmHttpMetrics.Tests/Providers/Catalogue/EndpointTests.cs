namespace LlmHttpMetrics.Tests.Providers.Catalogue;

/// <summary>What a request's URL and payload make of it.</summary>
public sealed class EndpointTests
{
    private const string Chat = """{"messages":[{"role":"user","content":"Hi"}],"model":"m-1"}""";
    private const string Responses = """{"input":"Hi","model":"m-1"}""";
    private const string Messages = """{"model":"m-1","max_tokens":9,"messages":[{"role":"user","content":"Hi"}]}""";
    private const string Prompt = """{"prompt":"Hi","model":"m-1"}""";

    [TestCase("https://api.openai.com/v1/chat/completions", Chat, "openai", "chat")]
    [TestCase("https://API.OpenAI.com/v1/chat/completions", Chat, "openai", "chat")]
    [TestCase("https://api.openai.com//v1//chat/completions/", Chat, "openai", "chat")]
    [TestCase("https://api.openai.com/v1/chat/completions?x=1#f", Chat, "openai", "chat")]
    [TestCase("https://eu.api.openai.com/v1/responses", Responses, "openai", "chat")]
    [TestCase("https://api.openai.com/v1/completions", Prompt, "openai", "text_completion")]
    [TestCase("https://api.openai.com/v1/embeddings", Responses, "openai", "embeddings")]
    [TestCase("https://api.openai.com/v1/moderations", Responses, "openai", "moderation")]
    [TestCase("https://api.openai.com/v1/images/generations", Prompt, "openai", "image_generation")]
    [TestCase("https://api.openai.com/v1/audio/speech", Responses, "openai", "speech")]
    [TestCase("https://res.openai.azure.com/openai/deployments/m-1/chat/completions?api-version=2024-10-21", """{"messages":[]}""", "azure.ai.openai", "chat")]
    [TestCase("https://res.openai.azure.com//openai/deployments/m-1//chat/completions", """{"messages":[]}""", "azure.ai.openai", "chat")]
    [TestCase("https://res.openai.azure.com/openai/deployments/m%2D1/embeddings", """{"input":["a"]}""", "azure.ai.openai", "embeddings")]
    [TestCase("https://res.openai.azure.com/openai/v1/responses", Responses, "azure.ai.openai", "chat")]
    [TestCase("https://res.cognitiveservices.azure.com/openai/deployments/m-1/chat/completions", """{"messages":[]}""", "azure.ai.openai", "chat")]
    [TestCase("https://res.services.ai.azure.com/models/chat/completions", Chat, "azure.ai.inference", "chat")]
    [TestCase("https://api.groq.com/openai/v1/chat/completions", Chat, "groq", "chat")]
    [TestCase("https://api.deepseek.com/chat/completions", Chat, "deepseek", "chat")]
    [TestCase("https://api.deepseek.com/anthropic/v1/messages", Messages, "deepseek", "chat")]
    [TestCase("https://api.x.ai/v1/chat/completions", Chat, "x_ai", "chat")]
    [TestCase("https://api.mistral.ai/v1/fim/completions", Prompt, "mistral_ai", "text_completion")]
    [TestCase("https://api.perplexity.ai/chat/completions", Chat, "perplexity", "chat")]
    [TestCase("https://openrouter.ai/api/v1/chat/completions", Chat, "openrouter", "chat")]
    [TestCase("https://router.huggingface.co/v1/chat/completions", Chat, "huggingface", "chat")]
    [TestCase("https://generativelanguage.googleapis.com/v1beta/openai/chat/completions", Chat, "gcp.gemini", "chat")]
    [TestCase("https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/l/endpoints/openapi/chat/completions", Chat, "gcp.vertex_ai", "chat")]
    [TestCase("https://bedrock-runtime.us-west-2.amazonaws.com/openai/v1/chat/completions", Chat, "aws.bedrock", "chat")]
    [TestCase("https://dbc-1.cloud.databricks.com/serving-endpoints/chat/completions", Chat, "databricks", "chat")]
    [TestCase("https://models.github.ai/inference/chat/completions", Chat, "github_models", "chat")]
    [TestCase("https://api.githubcopilot.com/chat/completions", Chat, "github_copilot", "chat")]
    [TestCase("http://localhost:11434/v1/chat/completions", Chat, "ollama", "chat")]
    [TestCase("https://api.anthropic.com/v1/messages", Messages, "anthropic", "chat")]
    [TestCase("https://api.anthropic.com/v1/messages?beta=true", Messages, "anthropic", "chat")]
    [TestCase("https://api.anthropic.com/v1/complete", Prompt, "anthropic", "text_completion")]
    [TestCase("http://localhost:8000/v1/chat/completions", Chat, "openai_compatible", "chat")]
    [TestCase("http://10.0.0.7:1234/v1/chat/completions", Chat, "openai_compatible", "chat")]
    [TestCase("http://vllm.internal/v1/completions", Prompt, "openai_compatible", "text_completion")]
    [TestCase("http://vllm.internal/prefix/v1/responses", Responses, "openai_compatible", "chat")]
    [TestCase("http://vllm.internal/v1/embeddings", Responses, "openai_compatible", "embeddings")]
    [TestCase("http://gateway.internal/v1/messages", Messages, "anthropic", "chat")]
    public async Task Request_ToAModel_IsKnown(string url, string json, string provider, string operation)
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));

        using var response = await client.Http.SendAsync(WireSamples.Post(url, json));

        var measured = client.Recorder.Only(LlmInstrumentNames.OperationDuration);
        var uri = new Uri(url);
        Assert.That(
            (measured.Tag(LlmTagNames.ProviderName), measured.Tag(LlmTagNames.OperationName), measured.Tag(LlmTagNames.RequestModel)),
            Is.EqualTo((provider, operation, "m-1")));
        Assert.That((measured.Tag(LlmTagNames.ServerAddress), measured.Tag(LlmTagNames.ServerPort)), Is.EqualTo((uri.IdnHost, uri.Port)));
    }

    [TestCase("POST", "https://api.openai.com/v1/files", Chat)]
    [TestCase("POST", "https://api.openai.com/v1/threads/t/runs", """{"assistant_id":"a","model":"m-1"}""")]
    [TestCase("POST", "https://api.openai.com/v1/batches", """{"endpoint":"/v1/chat/completions"}""")]
    [TestCase("POST", "https://api.openai.com/v1/fine_tuning/jobs", Prompt)]
    [TestCase("POST", "https://api.openai.com/v1/vector_stores/vs/search", Prompt)]
    [TestCase("POST", "https://api.anthropic.com/v1/messages/count_tokens", Messages)]
    [TestCase("POST", "https://api.anthropic.com/v1/messages/batches", Messages)]
    [TestCase("POST", "https://res.openai.azure.com/openai/files", Chat)]
    [TestCase("POST", "https://example.com/v1/chat/completions", """{"text":"a forum about chat"}""")]
    [TestCase("POST", "https://example.com/v1/chat/completions", "not json")]
    [TestCase("POST", "https://example.com/v1/chat/completions", """{"messages":"three"}""")]
    [TestCase("POST", "https://example.com/survey/responses", """{"answers":[1,2]}""")]
    [TestCase("POST", "https://example.com/v1/messages", """{"to":"me","messages":[]}""")]
    [TestCase("POST", "https://example.com/v1/embeddings", """{"vector":[1]}""")]
    [TestCase("POST", "https://example.com/api/orders", Chat)]
    [TestCase("POST", "https://api.openai.com.example.com/v1/files", Chat)]
    [TestCase("PUT", "https://api.openai.com/v1/chat/completions", Chat)]
    [TestCase("PATCH", "https://api.openai.com/v1/chat/completions", Chat)]
    public async Task Request_ThatIsNoModelCall_PassesUntouched(string method, string url, string json)
    {
        HttpContent? answered = null;
        await using MonitoredClient client = new(_ =>
        {
            var response = WireSamples.Trickle(WireSamples.ChatAnswer);
            answered = response.Content;
            return response;
        });
        using ActivityRecorder spans = new();
        using HttpRequestMessage request = new(new HttpMethod(method), url) { Content = WireSamples.Json(json) };

        using var response = await client.Http.SendAsync(request);

        Assert.That(response.Content, Is.SameAs(answered));
        Assert.That(client.Recorder.All, Is.Empty);
        Assert.That(spans.Stopped, Is.Empty);
        await LlmMonitoring.FlushAsync();
        Assert.That(client.Sink.Events, Is.Empty);
    }

    [TestCase("https://api.openai.com/v1/models")]
    [TestCase("https://api.openai.com/v1/chat/completions")]
    [TestCase("https://api.openai.com/v1/chat/completions/chatcmpl-1")]
    [TestCase("https://api.anthropic.com/v1/messages/batches")]
    [TestCase("https://example.com/responses/7")]
    public async Task Get_PassesUntouched(string url)
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));
        using ActivityRecorder spans = new();

        using var response = await client.Http.GetAsync(new Uri(url));

        Assert.That(response.Content, Is.TypeOf<StreamContent>());
        Assert.That(client.Recorder.All, Is.Empty);
        Assert.That(spans.Stopped, Is.Empty);
    }

    [TestCase("http://localhost:8000/v1/chat/completions")]
    public async Task Request_OfOwnContentAtAnUnknownHost_IsJudgedAsItIsSent(string url)
    {
        foreach (var (json, requests) in new[] { (Chat, 1), ("""{"text":"no model"}""", 0) })
        {
            await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));
            using HttpRequestMessage request = new(HttpMethod.Post, url) { Content = new Interception.PiecewiseContent(WireSamples.Bytes(json)) };

            using var response = await client.Http.SendAsync(request);

            Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(WireSamples.ChatAnswer));
            Assert.That(client.Recorder.Of(LlmInstrumentNames.Requests), Has.Count.EqualTo(requests));
            Assert.That(client.Recorder.Of(LlmInstrumentNames.Attempts), Has.Count.EqualTo(requests));
        }
    }
}
