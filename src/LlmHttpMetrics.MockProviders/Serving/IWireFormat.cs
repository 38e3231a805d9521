using LlmHttpMetrics.MockProviders.Sse;

namespace LlmHttpMetrics.MockProviders.Serving;

/// <summary>Writes the reply of one exchange in one wire format; created for each exchange.</summary>
internal interface IWireFormat
{
    /// <summary>The id of the answer; <see langword="null"/> if the format has none.</summary>
    string? ResponseId { get; }

    /// <summary>Whether the answer names its model.</summary>
    bool NamesModel => true;

    /// <summary>The figures of an answer that is not streamed; <see langword="null"/> if it sends none.</summary>
    MockTokens? BodyFigures { get; }

    /// <summary>The outcome of a complete answer.</summary>
    LedgerOutcome Outcome { get; }

    /// <summary>The answer as one JSON object.</summary>
    byte[] Body();

    /// <summary>The answer as a stream, generated event by event; <see langword="null"/> if the format has none.</summary>
    IEnumerable<SseEvent>? Events();

    /// <summary>How a stream's events are framed.</summary>
    IEventEncoder Encoder(SseStyle style) => new SseEncoder(style);

    /// <summary>The events that end a stream when <paramref name="error"/> occurs, instead of the last generated event.</summary>
    IEnumerable<SseEvent> ErrorEvents(WireError error);
}
