namespace LlmHttpMetrics.Tests.Providers.AwsBedrock;

/// <summary>
/// The bodies of the model families, after https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters.html (a page
/// for each) and https://docs.aws.amazon.com/nova/latest/userguide/complete-request-schema.html.
/// </summary>
public sealed class InvokeBodyTests
{
    private const string Prompt = """{"prompt":"Say hi","max_tokens":9}""";
    private const string Messages = """{"messages":[{"role":"user","content":"Say hi"}],"max_tokens":9}""";
    private const string Completion = "text_completion";

    private static readonly (string, string)[] Counts = [("X-Amzn-Bedrock-Input-Token-Count", "5"), ("X-Amzn-Bedrock-Output-Token-Count", "9")];

    public static readonly Family[] Families =
    [
        new("anthropic.claude-v2", Prompt, """{"completion":" Hi","stop_reason":"max_tokens","stop":null}""", Completion, "max_tokens"),
        new(
            "amazon.titan-text-premier-v1:0",
            """{"inputText":"Say hi"}""",
            """{"inputTextTokenCount":5,"results":[{"tokenCount":9,"outputText":"Hi","completionReason":"CONTENT_FILTERED"}]}""",
            Completion,
            "CONTENT_FILTERED",
            LlmOutcomes.ContentFilter),
        new(
            "meta.llama3-3-70b-instruct-v1:0",
            Prompt,
            """{"generation":"Hi","prompt_token_count":5,"generation_token_count":9,"stop_reason":"length"}""",
            Completion,
            "length"),
        new("mistral.mixtral-8x7b-instruct-v0:1", Prompt, """{"outputs":[{"text":"Hi","stop_reason":"length"}]}""", Completion, "length"),
        new(
            "mistral.mistral-large-2407-v1:0",
            Messages,
            """{"choices":[{"index":0,"message":{"role":"assistant","content":"Hi","tool_calls":[{"id":"c","function":"""
                + """{"name":"f","arguments":"{}"}}]},"stop_reason":"length"}]}""",
            "chat",
            "length")
        {
            ToolCalls = 1
        },
        new(
            "cohere.command-r-plus-v1:0",
            """{"message":"Say hi"}""",
            """{"response_id":"r","text":"Hi","generation_id":"g","finish_reason":"MAX_TOKENS","tool_calls":[{"name":"f","parameters":{}}]"""
                + ""","chat_history":[{"role":"CHATBOT","message":"Hi"}]}""",
            "chat",
            "MAX_TOKENS")
        {
            ToolCalls = 1
        },
        new(
            "cohere.command-text-v14",
            Prompt,
            """{"id":"r","generations":[{"id":"g","text":"Hi","finish_reason":"ERROR_TOXIC"}],"prompt":"Say hi"}""",
            Completion,
            "ERROR_TOXIC",
            LlmOutcomes.ContentFilter),
        new(
            "ai21.j2-ultra-v1",
            Prompt,
            """{"id":1,"prompt":{"text":"Say hi","tokens":[]},"completions":[{"data":{"text":"Hi","tokens":[]},"finishReason":"""
                + """{"reason":"length","length":9}}]}""",
            Completion,
            "length"),
        new(
            "ai21.jamba-1-5-large-v1:0",
            Messages,
            """{"id":"r","choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"length"}],"usage":"""
                + """{"prompt_tokens":5,"completion_tokens":9,"total_tokens":14}}""",
            "chat",
            "length"),
        new("us.deepseek.r1-v1:0", Prompt, """{"choices":[{"text":"Hi","stop_reason":"length"}]}""", Completion, "length"),
        new(
            "openai.gpt-oss-120b-1:0",
            Messages,
            """{"id":"r","object":"chat.completion","model":"openai.gpt-oss-120b-1:0","choices":[{"index":0,"finish_reason":"length","message":"""
                + """{"role":"assistant","content":"Hi"}}],"usage":{"prompt_tokens":5,"completion_tokens":9,"total_tokens":14}}""",
            "chat",
            "length"),
        new(
            "us.amazon.nova-pro-v1:0",
            Messages,
            """{"output":{"message":{"role":"assistant","content":[{"text":"Hi"},{"toolUse":{"toolUseId":"t","name":"f","input":{}}}]}}"""
                + ""","stopReason":"max_tokens","usage":{"inputTokens":5,"outputTokens":9,"totalTokens":14}}""",
            "chat",
            "max_tokens")
        {
            ToolCalls = 1
        },
        new(
            "arn:aws:bedrock:eu-west-1:1:application-inference-profile/x",
            Messages,
            """{"type":"message","content":[{"type":"text","text":"Hi"}],"stop_reason":"max_tokens","usage":{"input_tokens":5,"output_tokens":9}}""",
            "chat",
            "max_tokens"),
        new(
            "arn:aws:bedrock:eu-west-1:1:provisioned-model/x",
            Prompt,
            """{"generation":"Hi","prompt_token_count":5,"generation_token_count":9,"stop_reason":"length"}""",
            Completion,
            "length"),
        new(
            "anthropic.claude-3-haiku-20240307-v1:0",
            Messages,
            """{"content":[{"type":"text","text":"No"}],"stop_reason":"end_turn","amazon-bedrock-guardrailAction":"INTERVENED"}""",
            "chat",
            "end_turn",
            LlmOutcomes.ContentFilter),
    ];

    [Test]
    public async Task Answer_OfAFamily_IsMeasured([ValueSource(nameof(Families))] Family family, [Values] Delivery delivery, [Values] bool sync) =>
        AssertMeasured(family, await Case(family, "invoke", WireSamples.Bytes(family.Body), "application/json", Counts).PlayAsync(delivery, sync));

    /// <summary>What comes in one piece may come as the one event of a stream, with the figures at its end.</summary>
    [Test]
    public async Task Stream_OfAFamily_IsMeasured([Values] Delivery delivery, [Values] bool sync)
    {
        foreach (var family in Streams)
        {
            byte[] body = [.. family.Body.Split('\n').SelectMany(AwsFrames.Chunk)];

            AssertMeasured(family, await Case(family, "invoke-with-response-stream", body, AwsFrames.ContentType, []).PlayAsync(delivery, sync));
        }
    }

    private const string Metrics =
        "\"amazon-bedrock-invocationMetrics\":{\"inputTokenCount\":5,\"outputTokenCount\":9,\"invocationLatency\":2,\"firstByteLatency\":1}";

    private static readonly Family[] Streams =
    [
        new(
            "anthropic.claude-v2:1",
            Prompt,
            """{"completion":" Hi","stop_reason":null,"stop":null}""" + "\n{\"completion\":\"\",\"stop_reason\":\"max_tokens\"," + Metrics + "}",
            Completion,
            "max_tokens"),
        new(
            "amazon.titan-text-lite-v1",
            """{"inputText":"Say hi","textGenerationConfig":{}}""",
            """{"outputText":"Hi","index":0,"totalOutputTextTokenCount":9,"completionReason":"LENGTH","inputTextTokenCount":5}""",
            Completion,
            "LENGTH"),
        new(
            "meta.llama3-8b-instruct-v1:0",
            Prompt,
            """{"generation":"H","prompt_token_count":5,"generation_token_count":1,"stop_reason":null}""" + "\n"
                + """{"generation":"i","prompt_token_count":null,"generation_token_count":9,"stop_reason":"length"}""",
            Completion,
            "length"),
        new(
            "mistral.mistral-large-2402-v1:0",
            Prompt,
            """{"outputs":[{"text":"Hi","stop_reason":null}]}""" + "\n{\"outputs\":[{\"text\":\"\",\"stop_reason\":\"length\"}]," + Metrics + "}",
            Completion,
            "length"),
        new(
            "mistral.mistral-large-2407-v1:0",
            Messages,
            """{"choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"stop_reason":null}]}"""
                + "\n{\"choices\":[{\"index\":0,\"message\":{\"content\":\"\"},\"stop_reason\":\"length\"}]," + Metrics + "}",
            "chat",
            "length"),
        new(
            "cohere.command-r-v1:0",
            """{"message":"Say hi"}""",
            """{"is_finished":false,"event_type":"text-generation","text":"Hi"}""" + "\n"
                + """{"event_type":"tool-calls-generation","tool_calls":[{"name":"f","parameters":{}}]}"""
                + "\n{\"is_finished\":true,\"event_type\":\"stream-end\",\"finish_reason\":\"MAX_TOKENS\",\"response\":{\"text\":\"Hi\","
                + "\"tool_calls\":[{\"name\":\"f\"}]},"
                + Metrics + "}",
            "chat",
            "MAX_TOKENS")
        {
            ToolCalls = 1
        },
        new(
            "cohere.command-text-v14",
            Prompt,
            """{"generations":[{"id":"g","index":0,"text":"Hi","finish_reason":null,"is_finished":false}],"id":"r"}"""
                + "\n{\"generations\":[{\"id\":\"g\",\"index\":0,\"text\":\"\",\"finish_reason\":\"MAX_TOKENS\",\"is_finished\":true}],\"id\":\"r\","
                + Metrics + "}",
            Completion,
            "MAX_TOKENS"),
        new(
            "cohere.command-light-text-v14",
            Prompt,
            """{"index":0,"is_finished":false,"text":"Hi"}"""
                + "\n{\"is_finished\":true,\"finish_reason\":\"MAX_TOKENS\",\"response\":{\"id\":\"r\",\"generations\":[{\"id\":\"g\","
                + "\"text\":\"Hi\",\"finish_reason\":\"MAX_TOKENS\"}]},"
                + Metrics + "}",
            Completion,
            "MAX_TOKENS"),
        new(
            "us.deepseek.r1-v1:0",
            Prompt,
            """{"choices":[{"text":"Hi","stop_reason":null}]}""" + "\n{\"choices\":[{\"text\":\"\",\"stop_reason\":\"length\"}]," + Metrics + "}",
            Completion,
            "length"),
        new(
            "openai.gpt-oss-20b-1:0",
            Messages,
            """{"id":"r","choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":null}]}"""
                + "\n{\"id\":\"r\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"length\"}]," + Metrics + "}",
            "chat",
            "length"),
        new(
            "us.amazon.nova-micro-v1:0",
            Messages,
            """{"contentBlockStart":{"start":{"toolUse":{"toolUseId":"t","name":"f"}},"contentBlockIndex":0}}""" + "\n"
                + """{"messageStop":{"stopReason":"max_tokens"}}""" + "\n" + """{"metadata":{"usage":{"inputTokens":5,"outputTokens":9}}}""",
            "chat",
            "max_tokens")
        {
            ToolCalls = 1
        },
    ];

    private static WireCase Case(Family family, string action, byte[] body, string contentType, (string, string)[] headers) => new(family.Model, body)
    {
        Url = $"{BedrockBodies.Host}{Uri.EscapeDataString(family.Model)}/{action}",
        Request = family.Request,
        ContentType = contentType,
        Headers = headers,
    };

    private static void AssertMeasured(Family family, WireResult result)
    {
        var e = result.Event;
        Assert.That((e.RequestModel, e.Operation, e.Outcome), Is.EqualTo((family.Model, family.Operation, family.Outcome)));
        Assert.That((result.Tokens, result.UsageMissing, result.Failures), Is.EqualTo(((5d, 9d), 0d, 0d)), family.Model);
        Assert.That((string.Join(',', e.FinishReasons), e.ToolCalls), Is.EqualTo((family.Finish, family.ToolCalls)), family.Model);
    }

    public sealed record Family(string Model, string Request, string Body, string Operation, string Finish, string Outcome = LlmOutcomes.Length)
    {
        public int ToolCalls { get; init; }

        public override string ToString() => Model;
    }
}
