using System.Globalization;
using System.Text.Json;
using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Cases;

/// <summary>What asking streams for their usage should change of an exchange: one member of the request, and the event that answers it.</summary>
internal static class Rewriting
{
    private static readonly byte[][] Insertions =
    [
        "\"stream_options\":{\"include_usage\":true},"u8.ToArray(), "\"include_usage\":true"u8.ToArray(), "\"include_usage\":true,"u8.ToArray(),
    ];

    /// <summary>What was sent is the request with that member, and as JSON asks for usage.</summary>
    public static bool IsOf(byte[] request, byte[] sent) =>
        sent.Length > request.Length && Array.Exists(Insertions, insertion => IsInserted(request, sent, insertion)) && Asks(sent);

    /// <summary>What the caller should read of an answer to a rewritten request.</summary>
    public static byte[] Expected(Exchange exchange) => IsFiltered(exchange) ? UsageEventModel.Expected(exchange.Response) : exchange.Response;

    /// <summary>The event cannot be taken out of the answer, and that is counted.</summary>
    public static bool IsLeftIn(Exchange exchange) => MayBeStream(exchange) && IsCoded(exchange);

    /// <summary>The exchange as it would have been without us: the length of an answer that is filtered is not known.</summary>
    public static Exchange Plain(Exchange exchange) => IsFiltered(exchange)
        ? exchange with { Response = Expected(exchange), ResponseHeaders = [.. exchange.ResponseHeaders.Where(header => !Is(header, "content-length"))] }
        : exchange;

    private static bool IsFiltered(Exchange exchange) => MayBeStream(exchange) && !IsCoded(exchange);

    private static bool MayBeStream(Exchange exchange) => exchange.Status is >= 200 and < 300
        && (Value(exchange, "content-type")?.Split(';')[0].Trim().Equals("text/event-stream", StringComparison.OrdinalIgnoreCase) == true
            || !long.TryParse(Value(exchange, "content-length"), NumberStyles.None, CultureInfo.InvariantCulture, out _));

    private static bool IsCoded(Exchange exchange) =>
        Value(exchange, "content-encoding") is { } coding && !coding.Equals("identity", StringComparison.OrdinalIgnoreCase);

    private static string? Value(Exchange exchange, string name) => exchange.ResponseHeaders.FirstOrDefault(header => Is(header, name))?.Value;

    private static bool Is(Header header, string name) => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool IsInserted(byte[] request, byte[] sent, byte[] insertion)
    {
        for (var at = 0; sent.Length == request.Length + insertion.Length && at <= request.Length; at++)
        {
            if (sent.AsSpan(at).StartsWith(insertion)
                && sent.AsSpan(0, at).SequenceEqual(request.AsSpan(0, at))
                && sent.AsSpan(at + insertion.Length).SequenceEqual(request.AsSpan(at)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Asks(byte[] sent)
    {
        var start = sent.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        using var json = JsonDocument.Parse(sent.AsMemory(start));
        return json.RootElement.GetProperty("stream").GetBoolean() && json.RootElement.GetProperty("stream_options").GetProperty("include_usage").GetBoolean();
    }
}
