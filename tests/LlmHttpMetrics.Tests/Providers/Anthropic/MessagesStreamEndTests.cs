using LlmHttpMetrics.Tests.Reading;

namespace LlmHttpMetrics.Tests.Providers.Anthropic;

/// <summary>Streams of Messages that fail or end early; what had been said of usage stays.</summary>
public sealed class MessagesStreamEndTests
{
    private const string Overloaded = """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},"request_id":"req_1"}""";

    private static readonly string Good = WireBodies.MessagesStream;
    private static readonly string Start = Good[..Good.IndexOf("event: content_block_start", StringComparison.Ordinal)];
    private static readonly string Text = Good[..Good.IndexOf("event: message_delta", StringComparison.Ordinal)];

    public static readonly FailureCase[] Endings =
    [
        Failure("first of all", $"event: error\ndata: {Overloaded}\n\n"),
        Failure("after the start", $"{Start}event: error\ndata: {Overloaded}\n\n") with { Input = 10, Output = 1 },
        Failure("after text", $"{Text}event: error\ndata: {Overloaded}\n\n") with { Input = 10, Output = 1 },
        Failure("without the event's name", $"{Text}data: {Overloaded}\n\n") with { Input = 10, Output = 1 },
        Failure("by the event's name alone", $"{Text}event: error\ndata: {Overloaded.Replace("\"type\":\"error\",", "", StringComparison.Ordinal)}\n\n") with
        {
            Input = 10,
            Output = 1
        },
        Failure("no stream at all", Overloaded),
        new(Case("a limit", Good.Replace("end_turn", "max_tokens", StringComparison.Ordinal)), LlmOutcomes.Length, null) { Input = 10, Output = 9 },
        new(Case("the window", Good.Replace("end_turn", "model_context_window_exceeded", StringComparison.Ordinal)), LlmOutcomes.Length, null)
        {
            Input = 10,
            Output = 9
        },
        new(Case("a refusal", Good.Replace("end_turn", "refusal", StringComparison.Ordinal)), LlmOutcomes.ContentFilter, null) { Input = 10, Output = 9 },
        new(Case("a tool", Good.Replace("end_turn", "tool_use", StringComparison.Ordinal)), LlmOutcomes.Completed, null) { Input = 10, Output = 9 },
        new(Case("cut", Text), LlmOutcomes.Broken, "stream_truncated") { Input = 10, Output = 1 },
    ];

    [Test]
    public Task Stream_EndsSo_IsRecordedSo([ValueSource(nameof(Endings))] FailureCase ending, [Values] Delivery delivery, [Values] bool sync) =>
        ending.AssertAsync(delivery, sync);

    private static FailureCase Failure(string name, string body) => new(Case(name, body), LlmOutcomes.Error, "overloaded_error") { Type = "overloaded_error" };

    private static WireCase Case(string name, string body) => WireBodies.MessagesStreamed with { Name = name, Body = WireSamples.Bytes(body) };
}
