using System.Text;
using System.Text.Json;

namespace LlmHttpMetrics.Tests.Providers.Reported;

/// <summary>An exchange written from a public report or from a provider's documentation, and what has to be measured of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Url">Where the request goes.</param>
/// <param name="Request">The request's body.</param>
/// <param name="RequestHeaders">The request's headers.</param>
/// <param name="Status">The answer's status.</param>
/// <param name="Headers">The answer's headers.</param>
/// <param name="Body">The answer's body.</param>
/// <param name="Expect">What has to be measured, by the names of <see cref="ReportedExpectation"/>.</param>
public sealed record ReportedCase(
    string Name,
    string Url,
    string Request,
    IReadOnlyList<(string Name, string Value)> RequestHeaders,
    int Status,
    IReadOnlyList<(string Name, string Value)> Headers,
    byte[] Body,
    IReadOnlyDictionary<string, JsonElement> Expect)
{
    private const string ContentType = "content-type";

    /// <summary>The reports are of this day and older, and so are the prices.</summary>
    private static readonly DateTimeOffset Day = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    public string AnswerType =>
        Headers.FirstOrDefault(header => header.Name.Equals(ContentType, StringComparison.OrdinalIgnoreCase)).Value ?? "application/json";

    /// <summary>When the call is made.</summary>
    public DateTimeOffset At { get; init; } = Day;

    /// <summary>Reads a case: the body is text, JSON, or the events of a stream, in which a string is sent as it is.</summary>
    public static ReportedCase Parse(JsonElement json) => new(
        json.GetProperty("name").GetString()!,
        json.GetProperty("url").GetString()!,
        json.GetProperty("request").GetRawText(),
        Pairs(json, "request_headers"),
        json.TryGetProperty("status", out var status) ? status.GetInt32() : 200,
        json.TryGetProperty("events", out _) ? [.. Pairs(json, "headers"), (ContentType, "text/event-stream")] : Pairs(json, "headers"),
        Encoding.UTF8.GetBytes(BodyOf(json)),
        json.GetProperty("expect").EnumerateObject().ToDictionary(member => member.Name, member => member.Value.Clone()))
    {
        At = json.TryGetProperty("at", out var at) ? at.GetDateTimeOffset() : Day,
    };

    /// <summary>The exchange as it stands on the wire.</summary>
    internal WireCase Exchange() => new(Name, Body)
    {
        Url = Url,
        Request = Request,
        RequestHeaders = RequestHeaders,
        Status = Status,
        ContentType = AnswerType,
        Headers = Headers,
        At = At,
    };

    public override string ToString() => Name;

    private static string BodyOf(JsonElement json)
    {
        if (json.TryGetProperty("events", out var events))
        {
            return string.Concat(events.EnumerateArray().Select(Event));
        }

        var body = json.GetProperty("body");
        return body.ValueKind == JsonValueKind.String ? body.GetString()! : body.GetRawText();
    }

    /// <summary>A string with a colon is a line of its own kind (<c>event: ping</c>); any other is data that is no JSON (<c>[DONE]</c>).</summary>
    private static string Event(JsonElement data) =>
        data.ValueKind != JsonValueKind.String ? $"data: {JsonSerializer.Serialize(data)}\n\n"
        : data.GetString()!.Contains(':', StringComparison.Ordinal) ? $"{data.GetString()}\n"
        : $"data: {data.GetString()}\n\n";

    private static (string Name, string Value)[] Pairs(JsonElement json, string member) =>
        json.TryGetProperty(member, out var pairs) ? [.. pairs.EnumerateObject().Select(pair => (pair.Name, pair.Value.GetString()!))] : [];
}
