namespace LlmHttpMetrics.Tests.Providers.AwsBedrock;

/// <summary>
/// Streams of Bedrock, from https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html and
/// API_runtime_InvokeModelWithResponseStream.html.
/// </summary>
internal static class BedrockBodies
{
    public const string Host = "https://bedrock-runtime.us-east-1.amazonaws.com/model/";
    public const string ConverseRequest = """{"messages":[{"role":"user","content":[{"text":"Say hi"}]}],"inferenceConfig":{"maxTokens":64}}""";
    public const string InvokeRequest = """{"anthropic_version":"bedrock-2023-05-31","max_tokens":64,"messages":[{"role":"user","content":"Say hi"}]}""";
    public const string Usage =
        """{"usage":{"inputTokens":5,"outputTokens":9,"totalTokens":19,"cacheReadInputTokens":3,"cacheWriteInputTokens":2},"metrics":{"latencyMs":7}}""";

    public static readonly byte[][] ConverseEvents =
    [
        AwsFrames.Event("messageStart", """{"p":"abc","role":"assistant"}"""),
        AwsFrames.Event("contentBlockDelta", """{"contentBlockIndex":0,"delta":{"reasoningContent":{"text":"Hm."}},"p":"abcdefghijkl"}"""),
        AwsFrames.Event("contentBlockDelta", """{"contentBlockIndex":1,"delta":{"text":"Hi \"there\""},"p":"abcdefghijklm"}"""),
        AwsFrames.Event("contentBlockDelta", """{"contentBlockIndex":1,"delta":{"text":" 🙂 \ud83d\ude42"},"p":"abcdefghi"}"""),
        AwsFrames.Event("contentBlockStart", """{"contentBlockIndex":2,"start":{"toolUse":{"toolUseId":"t_1","name":"weather"}},"p":"abc"}"""),
        AwsFrames.Event("contentBlockDelta", """{"contentBlockIndex":2,"delta":{"toolUse":{"input":"{}"}},"p":"abcdefghijklmno"}"""),
        AwsFrames.Event("contentBlockStop", """{"contentBlockIndex":2,"p":"abc"}"""),
        AwsFrames.Event("messageStop", """{"p":"ab","stopReason":"tool_use"}"""),
        AwsFrames.Event("metadata", Usage),
    ];

    public static readonly byte[][] InvokeEvents =
    [
        AwsFrames.Chunk(
            """{"type":"message_start","message":"""
                + """{"id":"msg_bdrk_1","type":"message","role":"assistant","model":"claude-sonnet-4-5-20250929","content":[],"stop_reason":null"""
                + ""","usage":{"input_tokens":5,"cache_creation_input_tokens":2,"cache_read_input_tokens":3,"output_tokens":1}}}"""),
        AwsFrames.Chunk("""{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"""),
        AwsFrames.Chunk("""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi \"there\""}}"""),
        AwsFrames.Chunk("""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":" 🙂 \ud83d\ude42"}}"""),
        AwsFrames.Chunk("""{"type":"content_block_stop","index":0}"""),
        AwsFrames.Chunk("""{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":9}}"""),
        AwsFrames.Chunk(
            """{"type":"message_stop","amazon-bedrock-invocationMetrics":{"inputTokenCount":5,"outputTokenCount":9,"invocationLatency":2"""
                + ""","firstByteLatency":1}}"""),
    ];

    public static readonly WireCase ConverseStream = Streamed(
        "ConverseStream", "us.amazon.nova-2-lite-v1%3A0/converse-stream", ConverseRequest, ConverseEvents);

    public static readonly WireCase InvokeStream = Streamed(
        "InvokeModelWithResponseStream", "anthropic.claude-sonnet-4-5-20250929-v1:0/invoke-with-response-stream", InvokeRequest, InvokeEvents);

    public static readonly WireCase[] Streams = [ConverseStream, InvokeStream];

    public static WireCase Streamed(string name, string path, string request, IEnumerable<byte[]> frames) =>
        new(name, [.. frames.SelectMany(frame => frame)]) { Url = Host + path, Request = request, ContentType = AwsFrames.ContentType };

    public static WireCase With(this WireCase stream, string name, params IEnumerable<byte[]> frames) =>
        stream with { Name = name, Body = [.. frames.SelectMany(frame => frame)] };
}
