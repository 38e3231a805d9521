using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>The answer is said to be something else, in some other charset, or nothing.</summary>
internal sealed class WrongContentType : IMutation
{
    private static readonly string[] Types =
    [
        "application/json", "text/event-stream", "application/x-ndjson", "application/vnd.amazon.eventstream", "text/html",
        "application/octet-stream", "multipart/form-data; boundary=x",
        "image/png", "", ";", "json", "text/event-stream;;;", "TEXT/EVENT-STREAM", "application/json, text/event-stream", "\"",
    ];

    private static readonly string[] Charsets =
    [
        "", "; charset=utf-16", "; charset=iso-8859-1", "; charset=nonsense", "; charset=\"utf-8\"", "; charset=", "; charset=utf-7"
    ];

    public Exchange Apply(Exchange exchange, Random random) =>
        exchange.WithHeader("content-type", Types[random.Next(Types.Length)] + Charsets[random.Next(Charsets.Length)]);
}
