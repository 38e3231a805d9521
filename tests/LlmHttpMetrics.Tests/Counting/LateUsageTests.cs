using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Counting;

namespace LlmHttpMetrics.Tests.Counting;

/// <summary>
/// Usage that a later look brings: background Responses (https://platform.openai.com/docs/guides/background) and Replicate's
/// predictions (https://replicate.com/docs/topics/predictions/lifecycle).
/// </summary>
public sealed class LateUsageTests
{
    private const string Responses = "https://api.openai.com/v1/responses";
    private const string BackgroundRequest = """{"model":"gpt-5","input":"Say hi","background":true}""";
    private const string Queued =
        """{"id":"resp_1","object":"response","status":"queued","background":true,"model":"gpt-5-2025-08-07","output":[],"usage":null}""";
    private const string InProgress = """{"id":"resp_1","object":"response","status":"in_progress","model":"gpt-5-2025-08-07","output":[],"usage":null}""";

    private const string Completed =
        """
        {"id":"resp_1","object":"response","status":"completed","model":"gpt-5-2025-08-07","output":[{"type":"message","content":[{"type":"output_text","text":"Hi"}]}],
        "usage":{"input_tokens":11,"input_tokens_details":{"cached_tokens":4},"output_tokens":7,"output_tokens_details":{"reasoning_tokens":3},"total_tokens":18}}
        """;

    private const string Failed =
        """{"id":"resp_1","object":"response","status":"failed","error":{"code":"server_error","message":"m"},"model":"gpt-5","output":[],"usage":null}""";

    private const string CompletedStream = "event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":" + OneLine + "}\n\n";
    private const string OneLine =
        """{"id":"resp_1","status":"completed","model":"gpt-5-2025-08-07","output":[],"usage":{"input_tokens":11,"output_tokens":7,"total_tokens":18}}""";

    private const string BrokenStream =
        "event: response.created\ndata: {\"type\":\"response.created\",\"response\":{\"id\":\"resp_1\",\"status\":\"in_progress\","
            + "\"model\":\"gpt-5\",\"output\":[],\"usage\":null}}\n\n";

    private const string Predictions = "https://api.replicate.com/v1/models/meta/meta-llama-3-8b-instruct/predictions";
    private const string Starting =
        """{"id":"p1","model":"meta/meta-llama-3-8b-instruct","version":"hidden","status":"starting","error":null,"urls":"""
            + """{"get":"https://api.replicate.com/v1/predictions/p1"}}""";

    private const string Succeeded =
        """{"id":"p1","model":"meta/meta-llama-3-8b-instruct","version":"hidden","status":"succeeded","error":null,"output":["H","i"],"metrics":"""
            + """{"predict_time":0.4,"input_token_count":11,"output_token_count":7}}""";

    [Test]
    public async Task Usage_OfABackgroundResponse_IsAddedOnceWithTheCallsTags()
    {
        await using MonitoredClient client = new(Answers(Queued, InProgress, Completed, Completed));
        await PostAsync(client, Responses, BackgroundRequest);
        await GetAsync(client, $"{Responses}/resp_1");
        Assert.That(client.Recorder.Of(LlmInstrumentNames.Tokens), Is.Empty);
        Assert.That(client.Recorder.Of(LlmInstrumentNames.UsageMissing), Is.Empty, "it is still to come");

        await GetAsync(client, $"{Responses}/resp_1");
        await GetAsync(client, $"{Responses}/resp_1");

        var input = client.Recorder.Only(LlmInstrumentNames.Tokens, (LlmTagNames.TokenType, "input"));
        Assert.That((
            input.Value, input.Tag(LlmTagNames.OperationName), input.Tag(LlmTagNames.RequestModel)), Is.EqualTo((11d, (object)"chat", (object)"gpt-5")));
        Assert.That((input.Tag(LlmTagNames.ResponseModel), input.Tag(LlmTagNames.TokenSource)), Is.EqualTo(((object)"gpt-5-2025-08-07", (object)"provider")));
        Assert.That(client.Recorder.Only(LlmInstrumentNames.Tokens, (LlmTagNames.TokenType, "output")).Value, Is.EqualTo(7));
        Assert.That(client.Recorder.Only(LlmInstrumentNames.CachedTokens).Value, Is.EqualTo(4));
        Assert.That(client.Recorder.Only(LlmInstrumentNames.ReasoningTokens).Value, Is.EqualTo(3));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.Requests), Has.Count.EqualTo(1), "looking at it is no call");
        Assert.That(client.Recorder.Of(LlmInstrumentNames.UsageMissing), Is.Empty);
    }

    [Test]
    public async Task Usage_OfAPrediction_IsAddedByThePollThatSeesItsEnd()
    {
        await using MonitoredClient client = new(Answers(Starting, Starting.Replace("starting", "processing", StringComparison.Ordinal), Succeeded));
        await PostAsync(client, Predictions, """{"input":{"prompt":"Say hi"}}""");

        await GetAsync(client, "https://api.replicate.com/v1/predictions/p1");
        await GetAsync(client, "https://api.replicate.com/v1/predictions/p1");

        Assert.That(client.Recorder.Sum(
            LlmInstrumentNames.Tokens, (LlmTagNames.TokenType, "input"), (LlmTagNames.OperationName, "prediction")), Is.EqualTo(11));
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Tokens, (LlmTagNames.TokenType, "output")), Is.EqualTo(7));
        Assert.That(client.Recorder.Only(LlmInstrumentNames.Requests).Tag(LlmTagNames.RequestModel), Is.EqualTo("meta/meta-llama-3-8b-instruct"));
    }

    [Test]
    public async Task Usage_OfAnAnswerThatWasNotAwaited_IsNotCountedAgain()
    {
        await using MonitoredClient client = new(Answers(Completed, Completed));
        await PostAsync(client, Responses, BackgroundRequest);

        await GetAsync(client, $"{Responses}/resp_1");

        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Tokens), Is.EqualTo(18));
    }

    [Test]
    public async Task Usage_FetchedAsAStream_IsAdded()
    {
        await using MonitoredClient client = new(Answers(Queued, CompletedStream));
        await PostAsync(client, Responses, BackgroundRequest);

        await GetAsync(client, $"{Responses}/resp_1?stream=true&starting_after=2");

        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Tokens), Is.EqualTo(18));
    }

    [Test]
    public async Task Usage_OfABackgroundStreamThatBroke_IsAddedLater()
    {
        await using MonitoredClient client = new(Answers(BrokenStream, Completed));
        await PostAsync(client, Responses, """{"model":"gpt-5","input":"Say hi","stream":true,"background":true}""");
        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Broken));

        await GetAsync(client, $"{Responses}/resp_1");

        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Tokens), Is.EqualTo(18));
    }

    [Test]
    public async Task Usage_OfAStreamThatBroke_IsMissing()
    {
        await using MonitoredClient client = new(Answers(BrokenStream, Completed));
        await PostAsync(client, Responses, """{"model":"gpt-5","input":"Say hi","stream":true}""");

        await GetAsync(client, $"{Responses}/resp_1");

        Assert.That((client.Recorder.Sum(LlmInstrumentNames.Tokens), client.Recorder.Sum(LlmInstrumentNames.UsageMissing)), Is.EqualTo((0d, 1d)));
    }

    [Test]
    public async Task Usage_ThatTheEndDoesNotBring_IsMissing()
    {
        await using MonitoredClient client = new(Answers(Queued, Failed, Failed));
        await PostAsync(client, Responses, BackgroundRequest);

        await GetAsync(client, $"{Responses}/resp_1");
        await GetAsync(client, $"{Responses}/resp_1");

        Assert.That(client.Recorder.Only(LlmInstrumentNames.UsageMissing).Tag(LlmTagNames.RequestModel), Is.EqualTo("gpt-5"));
    }

    /// <summary>As a server does for requests with the same idempotency key.</summary>
    [Test]
    public async Task Usage_PromisedToManyCalls_IsThatOfOneAndMissingInTheOthers()
    {
        await using MonitoredClient client = new(request => WireSamples.Trickle(request.Method == HttpMethod.Post ? Queued : Completed));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => PostAsync(client, Responses, BackgroundRequest))));

        await GetAsync(client, $"{Responses}/resp_1");
        await GetAsync(client, $"{Responses}/resp_1");

        Assert.That((client.Recorder.Sum(LlmInstrumentNames.Tokens), client.Recorder.Sum(LlmInstrumentNames.UsageMissing)), Is.EqualTo((18d, 4d)));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.Requests), Has.Count.EqualTo(5));
    }

    [Test]
    public async Task Usage_FetchedByManyAtOnce_IsAddedOnce()
    {
        await using MonitoredClient client = new(request => WireSamples.Trickle(request.Method == HttpMethod.Post ? Queued : Completed));
        await PostAsync(client, Responses, BackgroundRequest);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => GetAsync(client, $"{Responses}/resp_1"))));

        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Tokens), Is.EqualTo(18));
    }

    [TestCase("http://proxy.internal/v1/responses", null, "openai_compatible")]
    [TestCase("http://proxy.internal/llm/openai/v1/responses", null, "openai_compatible")]
    [TestCase("http://proxy.internal/v1/responses", "openai", "openai")]
    [TestCase("https://gateway.ai.cloudflare.com/v1/a/g/openai/responses", null, "openai")]
    [TestCase("https://api.anthropic.com/v1/responses", null, "anthropic")]
    [TestCase("https://api.anthropic.com/v1/responses", "openai", "anthropic")]
    [TestCase("https://apim-1.azure-api.net/za/openai/v1/responses", null, "azure.ai.openai")]
    [TestCase("https://r-1.services.ai.azure.com/api/projects/p-1/openai/v1/responses", null, "azure.ai.openai")]
    public async Task Usage_OfABackgroundResponseBehindAGateway_IsAddedOnce(string url, string? hint, string provider)
    {
        await using MonitoredClient client = new(Answers(Queued, Completed, Completed), options => options.Provider = hint);
        await PostAsync(client, url, BackgroundRequest);

        await GetAsync(client, $"{url}/resp_1");
        await GetAsync(client, $"{url}/resp_1");

        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Tokens, (LlmTagNames.ProviderName, provider)), Is.EqualTo(18));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.Requests), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Usage_OfABackgroundResponseOfADescribedProvider_IsAdded()
    {
        await using MonitoredClient client = new(Answers(Queued, Completed), options => options.Providers.Add(new()
        {
            Name = "acme",
            Hosts = { "llm.acme.example" },
            Endpoints = { new() { Path = "/v2/answers", Format = "openai.responses" } },
        }));
        await PostAsync(client, "https://llm.acme.example/v2/answers", BackgroundRequest);

        await GetAsync(client, "https://llm.acme.example/v2/answers/resp_1");

        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Tokens, (LlmTagNames.ProviderName, "acme")), Is.EqualTo(18));
    }

    [TestCase("http://proxy.internal/v1/responses/resp_2")]
    [TestCase("http://proxy.internal/v1/resp_1")]
    [TestCase("http://proxy.internal/v1/responses")]
    public async Task Fetch_OfAnythingElseAtAnUnknownHost_PassesUntouched(string url)
    {
        await using MonitoredClient client = new(Answers(Queued, Completed));
        await PostAsync(client, "http://proxy.internal/v1/responses", BackgroundRequest);
        using ActivityRecorder spans = new();

        using var response = await client.Http.GetAsync(new Uri(url));

        Assert.That(response.Content, Is.TypeOf<StreamContent>());
        Assert.That(client.Recorder.Of(LlmInstrumentNames.Tokens), Is.Empty);
        Assert.That(spans.Stopped, Is.Empty);
    }

    /// <summary>https://ai.google.dev/gemini-api/docs/interactions (background execution).</summary>
    [Test]
    public async Task Usage_OfAnInteractionInTheBackground_IsAddedByThePollThatSeesItsEnd()
    {
        const string Url = "https://generativelanguage.googleapis.com/v1beta/interactions";
        await using MonitoredClient client = new(Answers(
            """{"id":"i1","status":"in_progress","agent":"deep-research"}""",
            """{"id":"i1","status":"in_progress","agent":"deep-research"}""",
            """{"id":"i1","status":"completed","steps":[],"usage":{"total_input_tokens":11,"total_output_tokens":7,"total_tokens":18}}"""));
        await PostAsync(client, Url, """{"agent":"deep-research","input":"q","background":true}""");
        Assert.That(client.Recorder.Of(LlmInstrumentNames.UsageMissing), Is.Empty, "it is still to come");

        await GetAsync(client, Url + "/i1");
        await GetAsync(client, Url + "/i1");

        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Tokens), Is.EqualTo(18));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.Requests), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Answers_ThatNobodyFetches_GiveWayAndCountAsMissing()
    {
        const int TooMany = 3;
        var id = 0;
        await using MonitoredClient client = new(request => WireSamples.Trickle(request.Method == HttpMethod.Post
            ? Queued.Replace("resp_1", $"resp_{id++}", StringComparison.Ordinal)
            : Completed.Replace("resp_1", request.RequestUri!.Segments[^1], StringComparison.Ordinal)));
        for (var i = 0; i < LateUsage.Capacity + TooMany; i++)
        {
            await PostAsync(client, Responses, BackgroundRequest);
        }

        await GetAsync(client, $"{Responses}/resp_{TooMany - 1}");
        await GetAsync(client, $"{Responses}/resp_{TooMany}");

        Assert.That(client.Recorder.Sum(LlmInstrumentNames.UsageMissing), Is.EqualTo(TooMany));
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Tokens), Is.EqualTo(18), "that of the one that is still known");
    }

    private static StubHandler Answers(params string[] bodies)
    {
        var next = 0;
        return new StubHandler(_ => WireSamples.Trickle(bodies[next++]));
    }

    private static async Task PostAsync(MonitoredClient client, string url, string body)
    {
        using var request = WireSamples.Post(url, body);
        using var response = await client.Http.SendAsync(request);
    }

    private static async Task GetAsync(MonitoredClient client, string url)
    {
        using var response = await client.Http.GetAsync(new Uri(url));
    }
}
