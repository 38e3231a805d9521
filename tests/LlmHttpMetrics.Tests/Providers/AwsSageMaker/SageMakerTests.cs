namespace LlmHttpMetrics.Tests.Providers.AwsSageMaker;

/// <summary>
/// Endpoints of one's own: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html and
/// API_runtime_InvokeEndpointWithResponseStream.html; bodies of https://huggingface.co/docs/text-generation-inference/reference/api_reference.
/// </summary>
public sealed class SageMakerTests
{
    private const string Url = "https://runtime.sagemaker.us-east-1.amazonaws.com/endpoints/my-llm/invocations";
    private const string Inputs = """{"inputs":"Say hi","parameters":{"max_new_tokens":9,"details":true}}""";
    private const string Messages = """{"messages":[{"role":"user","content":"Say hi"}],"stream":true}""";

    private const string Tokens =
        """
        data:{"index":1,"token":{"id":1,"text":"Hi","logprob":-1.0,"special":false},"generated_text":null,"details":null}

        data:{"index":2,"token":{"id":2,"text":" 🙂","logprob":-1.0,"special":false},"generated_text":"Hi 🙂","details":{"finish_reason":"length","generated_tokens":2,"seed":null}}


        """;

    [Test]
    public async Task Answer_OfAContainer_IsMeasured([Values] Delivery delivery, [Values] bool sync)
    {
        var body = """[{"generated_text":"Hi","details":{"finish_reason":"length","generated_tokens":2,"prefill":[],"tokens":[]}}]""";

        var result = await new WireCase("container", body) { Url = Url, Request = Inputs }.PlayAsync(delivery, sync);

        var e = result.Event;
        Assert.That((e.Provider, e.Operation, e.RequestModel, e.Outcome), Is.EqualTo(("aws.sagemaker", "text_completion", "my-llm", LlmOutcomes.Length)));
        Assert.That(result.Tokens, Is.EqualTo(((double?)null, (double?)2)));
    }

    [Test]
    public async Task Stream_CutAnywhereIntoFrames_IsOneBody([Values] Delivery delivery, [Values] bool sync, [Values(1, 7, 100, 10_000)] int length)
    {
        byte[] frames = [.. WireSamples.Bytes(Tokens).Chunk(length).SelectMany(piece => AwsFrames.Part(piece))];
        WireCase stream = new("frames", frames) { Url = Url + "-response-stream", Request = Inputs, ContentType = AwsFrames.ContentType };

        var result = await stream.PlayAsync(delivery, sync);

        Assert.That((result.Event.Streamed, result.Event.StreamRequested, result.Event.Outcome), Is.EqualTo((true, true, LlmOutcomes.Length)));
        Assert.That((result.Tokens, result.Failures), Is.EqualTo((((double?)null, (double?)2), 0d)));
    }

    /// <summary>Large Model Inference streams lines: https://docs.djl.ai/docs/serving/serving/docs/lmi/user_guides/lmi_input_output_schema.html.</summary>
    [Test]
    public async Task Stream_OfLines_IsMeasured([Values] Delivery delivery, [Values(7, 10_000)] int length)
    {
        var lines = """{"token":{"id":1,"text":"Hi","log_prob":-0.7}}""" + "\n"
            + """{"token":{"id":2,"text":" there","log_prob":-0.2},"generated_text":"Hi there","details":"""
            + """{"finish_reason":"length","generated_tokens":2,"inputs":null}}"""
            + "\n";
        byte[] frames = [.. WireSamples.Bytes(lines).Chunk(length).SelectMany(piece => AwsFrames.Part(piece))];
        WireCase stream = new("lines", frames) { Url = Url + "-response-stream", Request = Inputs, ContentType = AwsFrames.ContentType };

        var result = await stream.PlayAsync(delivery, sync: true);

        Assert.That(
            (result.Event.Streamed, result.Event.Outcome, result.Tokens, result.Failures),
            Is.EqualTo((true, LlmOutcomes.Length, ((double?)null, (double?)2), 0d)));
    }

    [Test]
    public async Task Stream_OfChat_IsMeasured([Values] Delivery delivery)
    {
        WireCase stream = new("chat", AwsFrames.Part(WireSamples.Bytes(WireSamples.ChatStream)))
        {
            Url = Url + "-response-stream",
            Request = Messages,
            ContentType = AwsFrames.ContentType
        };

        var result = await stream.PlayAsync(delivery, sync: true);

        Assert.That((
            result.Event.Operation, result.Event.ResponseModel, result.Ending.Outcome), Is.EqualTo(("chat", "gpt-5-mini-2025-08-07", LlmOutcomes.Completed)));
        Assert.That(result.Tokens, Is.EqualTo((11d, 7d)));
    }

    [Test]
    public async Task Stream_WithAnException_IsError([Values] Delivery delivery)
    {
        byte[] frames =
        [
            .. AwsFrames.Part("data:{\"token\":{\"text\":\"Hi\"}}\n\n"u8),
            .. AwsFrames.Exception("ModelStreamError", """{"ErrorCode":"ModelInvocationTimeExceeded","Message":"m"}""")
        ];
        WireCase stream = new("exception", frames) { Url = Url + "-response-stream", Request = Inputs, ContentType = AwsFrames.ContentType };

        Assert.That((await stream.PlayAsync(delivery, sync: true)).Ending, Is.EqualTo((LlmOutcomes.Error, "ModelStreamError")));
    }

    [TestCase("""{"instances":[[1,2,3]]}""")]
    [TestCase("""{"inputs":"is this spam?"}""")]
    [TestCase("1,2,3")]
    public async Task Request_OfAnotherModel_PassesUntouched(string payload)
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle("""{"predictions":[1]}"""));

        using var response = await client.Http.SendAsync(WireSamples.Post(Url, payload));

        Assert.That(client.Recorder.All, Is.Empty);
    }
}
