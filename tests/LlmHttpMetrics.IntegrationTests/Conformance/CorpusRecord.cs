using System.Text.Json;

namespace LlmHttpMetrics.IntegrationTests.Conformance;

/// <summary>One recorded exchange and what a correct meter reads from it.</summary>
internal sealed record CorpusRecord(
    string Id,
    string Provider,
    string Operation,
    string Wire,
    RecordedMessage Request,
    RecordedMessage Response,
    Expected Expected)
{
    /// <summary>It went to a host of models and is no call of one.</summary>
    public bool IsNegative => Operation is "other" or "count_tokens" && !IsCompaction;

    /// <summary>A conversation was made shorter, which is billed and counts; the corpus holds it among what is no call, and expects no figures.</summary>
    public bool IsCompaction => Request.Url?.EndsWith("/responses/compact", StringComparison.Ordinal) == true;

    /// <summary>The request was not recorded, and stands in for it.</summary>
    public bool IsMadeUp { get; init; }

    public static CorpusRecord Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        return new CorpusRecord(
            root.GetProperty("id").GetString()!,
            root.GetProperty("provider").GetString()!,
            root.GetProperty("operation").GetString()!,
            root.GetProperty("wire").GetString()!,
            RecordedMessage.Parse(root.GetProperty("request")),
            RecordedMessage.Parse(root.GetProperty("response")),
            new Expected(root.GetProperty("expected").Clone()))
        {
            IsMadeUp = root.TryGetProperty("notes", out var notes) && notes.EnumerateArray().Any(note => note.ValueEquals("request_synthetic")),
        };
    }

    /// <summary>The same record with the canary's secret in every text of request and answer, and with recomputed frames.</summary>
    public CorpusRecord WithSecrets() => this with
    {
        Request = Request with { Body = CanaryText.Plant(Request.Body) },
        Response = Response with { Body = IsEventStream ? CanaryFrames.Plant(Response.Body) : CanaryText.Plant(Response.Body) },
    };

    /// <summary>By the body: the headers of some were not recorded.</summary>
    private bool IsEventStream => Response.Body.AsSpan().IndexOf(":message-type"u8) >= 0;

    public override string ToString() => $"{Id} ({Provider}, {Wire})";
}
