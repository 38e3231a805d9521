namespace LlmHttpMetrics.Tests.Providers.AwsBedrock;

/// <summary>What a URL of Bedrock and its payload make of a call.</summary>
public sealed class OperationTests
{
    private const string Texts = """{"texts":["a","b"],"input_type":"search_query"}""";
    private const string Opaque = "arn%3Aaws%3Abedrock%3Aus-east-1%3A1%3Aapplication-inference-profile%2Fx";

    [TestCase("amazon.titan-embed-text-v2:0", """{"inputText":"a"}""", "embeddings")]
    [TestCase("cohere.embed-v4:0", Texts, "embeddings")]
    [TestCase("amazon.nova-2-multimodal-embeddings-v1:0", """{"taskType":"SINGLE_EMBEDDING","singleEmbeddingParams":{"text":{"value":"a"}}}""", "embeddings")]
    [TestCase(Opaque, Texts, "embeddings")]
    [TestCase(Opaque, """{"inputText":"a","dimensions":256,"normalize":true}""", "embeddings")]
    [TestCase(Opaque, """{"inputText":"a","textGenerationConfig":{}}""", "text_completion")]
    [TestCase(Opaque, """{"query":"a","documents":["b"],"api_version":2}""", "rerank")]
    [TestCase("cohere.rerank-v3-5:0", """{"query":"a","documents":["b"],"api_version":2}""", "rerank")]
    [TestCase("amazon.titan-image-generator-v2:0", """{"taskType":"TEXT_IMAGE","textToImageParams":{"text":"a"}}""", "image_generation")]
    [TestCase("stability.sd3-5-large-v1:0", """{"prompt":"a","mode":"text-to-image"}""", "image_generation")]
    public async Task Invoke_OfAModel_IsItsOperation(string model, string request, string operation)
    {
        WireCase call = new(model, "{}")
        {
            Url = $"{BedrockBodies.Host}{model}/invoke",
            Request = request,
            Headers = [("X-Amzn-Bedrock-Input-Token-Count", "4")]
        };

        var result = await call.PlayAsync(Delivery.Whole, sync: false);

        Assert.That((result.Event.Provider, result.Event.Operation, result.Tokens.Input), Is.EqualTo(("aws.bedrock", operation, (double?)4)));
        Assert.That(result.Measurements.Single(m => m.Instrument == LlmInstrumentNames.Requests).Tag(LlmTagNames.OperationName), Is.EqualTo(operation));
    }

    [TestCase("https://bedrock-runtime.us-west-2.amazonaws.com")]
    [TestCase("https://bedrock-runtime-fips.us-gov-west-1.amazonaws.com")]
    [TestCase("https://bedrock-runtime.cn-north-1.amazonaws.com.cn")]
    [TestCase("https://bedrock-runtime.us-east-1.api.aws")]
    [TestCase("https://vpce-0123-abcd.bedrock-runtime.us-east-1.vpce.amazonaws.com")]
    [TestCase("http://localhost:4566")]
    public async Task Host_OfTheRuntime_IsKnown(string host)
    {
        var result = await (BedrockBodies.ConverseStream with { Url = $"{host}/model/m-1/converse-stream" }).PlayAsync(Delivery.Whole, sync: false);

        Assert.That((result.Event.Provider, result.Event.RequestModel), Is.EqualTo(("aws.bedrock", "m-1")));
    }

    [TestCase("https://bedrock-runtime.us-west-2.amazonaws.com/openai/v1/chat/completions", WireSamples.ChatRequest)]
    [TestCase("https://bedrock-mantle.us-west-2.api.aws/v1/chat/completions", WireSamples.ChatRequest)]
    [TestCase("https://bedrock-mantle.us-west-2.api.aws/anthropic/v1/messages", WireSamples.MessagesRequest)]
    public async Task Host_OfCompatibleApis_IsKnown(string url, string request) =>
        Assert.That(
            (await new WireCase("compatible", "{}") { Url = url, Request = request }.PlayAsync(Delivery.Whole, sync: false)).Event.Provider,
            Is.EqualTo("aws.bedrock"));

    [TestCase("https://bedrock-runtime.us-west-2.amazonaws.com/model/m-1/count-tokens", """{"input":{"converse":{"messages":[]}}}""")]
    [TestCase("https://bedrock-runtime.us-west-2.amazonaws.com/guardrail/g/version/1/apply", """{"content":[{"text":{"text":"a"}}]}""")]
    [TestCase("https://bedrock.us-west-2.amazonaws.com/model-customization-jobs", """{"jobName":"a"}""")]
    [TestCase("https://lambda.us-west-2.amazonaws.com/model/m-1/invoke", """{"key":1}""")]
    [TestCase("http://localhost:4566/model/m-1/invoke", """{"key":1}""")]
    public async Task Request_ThatIsNoModelCall_PassesUntouched(string url, string json)
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle("{}"));

        using var response = await client.Http.SendAsync(WireSamples.Post(url, json));

        Assert.That(client.Recorder.All, Is.Empty);
    }

    [Test]
    public async Task Tool_OfTheServer_IsHosted([Values] Delivery delivery)
    {
        var body = """{"output":{"message":{"content":[{"toolUse":{"type":"server_tool_use","toolUseId":"a"}},{"toolUse":{"toolUseId":"b"}}]}}"""
            + ""","stopReason":"guardrail_intervened","usage":{"inputTokens":1,"outputTokens":2,"totalTokens":3}}""";

        var result = await new WireCase("tools", body) { Url = BedrockBodies.Host + "m-1/converse", Request = BedrockBodies.ConverseRequest }.PlayAsync(
            delivery, sync: true);

        Assert.That((result.Event.ToolCalls, result.Event.HostedToolCalls, result.Event.Outcome), Is.EqualTo((1, 1, LlmOutcomes.ContentFilter)));
    }
}
