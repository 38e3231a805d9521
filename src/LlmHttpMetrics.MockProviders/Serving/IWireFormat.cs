using LlmHttpMetrics.MockProviders.Sse;

namespace LlmHttpMetrics.MockProviders.Serving;

/// <summary>How one exchange's reply is written in one wire format; a new one for each exchange.</summary>
internal interface IWireFormat
{
    /// <summary>The id the answer bears; <see langword="null"/> where the format has none.</summary>
    string? ResponseId { get; }

    /// <summary>Whether the answer names its model.</summary>
    bool NamesModel => true;

    /// <summary>The figures of an answer that is not streamed; <see langword="null"/> where it sends none.</summary>
    MockTokens? BodyFigures { get; }

    /// <summary>How a whole answer is to be read.</summary>
    LedgerOutcome Outcome { get; }

    /// <summary>The answer as one JSON object.</summary>
    byte[] Body();

    /// <summary>The answer as a stream, made event by event; <see langword="null"/> where the format has none.</summary>
    IEnumerable<SseEvent>? Events();

    /// <summary>How a stream's events are framed.</summary>
    IEventEncoder Encoder(SseStyle style) => new SseEncoder(style);

    /// <summary>What a stream ends with when <paramref name="error"/> strikes, instead of the event made last.</summary>
    IEnumerable<SseEvent> ErrorEvents(WireError error);
}
