using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.SoakTests.Script;

/// <summary>One call: what it asks, how it is answered, how it ends.</summary>
/// <param name="Number">Its number in the script.</param>
/// <param name="Wire">What it asks.</param>
/// <param name="Ending">How it ends.</param>
/// <param name="Replies">The answers to its attempts, in order; the last goes on for ever.</param>
internal sealed record StreamPlan(int Number, StreamWire Wire, StreamEnding Ending, IReadOnlyList<MockReply> Replies)
{
    /// <summary>The last word before a silence.</summary>
    public const string Marker = "halt";

    private const int OneInInjecting = 3;

    /// <summary>The client asks streams for their usage in the caller's place.</summary>
    public bool Injects => Number % OneInInjecting == 0;

    /// <summary>The body of the request.</summary>
    public string Body => Injects ? Wire.BodyWithoutUsage ?? Wire.Body : Wire.Body;

    /// <summary>The caller must not see the event that bears usage alone.</summary>
    public bool HidesUsage => Injects && Wire.BodyWithoutUsage is not null;

    /// <summary>Falls silent midway until the caller goes.</summary>
    public bool IsLeftByCaller =>
        Ending is StreamEnding.Disposed or StreamEnding.Cancelled or StreamEnding.CancelledBeforeHeaders or StreamEnding.TimedOut or StreamEnding.Dropped;

    /// <summary>The outcome that the monitoring should report; null if the server's ledger determines it.</summary>
    public string? OutcomeByCaller => Ending switch
    {
        StreamEnding.Disposed or StreamEnding.Dropped => LlmOutcomes.Abandoned,
        StreamEnding.Cancelled or StreamEnding.CancelledBeforeHeaders => LlmOutcomes.Cancelled,
        StreamEnding.TimedOut => LlmOutcomes.Timeout,
        _ => null,
    };
}
