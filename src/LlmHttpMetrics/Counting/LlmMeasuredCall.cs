namespace LlmHttpMetrics;

/// <summary>What an <see cref="IMeasurementStrategy"/> may know of a call besides its text.</summary>
public sealed class LlmMeasuredCall
{
    /// <summary>The provider, as in <c>gen_ai.provider.name</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The operation, as in <c>gen_ai.operation.name</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The model asked for; <see langword="null"/> where it is not known.</summary>
    public string? RequestModel { get; init; }

    /// <summary>The model that answered; <see langword="null"/> where it did not say.</summary>
    public string? ResponseModel { get; init; }

    /// <summary>How the call ended; see <see cref="LlmOutcomes"/>.</summary>
    public required string Outcome { get; init; }

    /// <summary>Whether a stream came.</summary>
    public bool Streamed { get; init; }

    /// <summary>What the caller said about the call; <see langword="null"/> where it said nothing.</summary>
    public LlmCallInfo? Call { get; init; }

    /// <summary>Input tokens by the provider, cached ones included; <see langword="null"/> where it sent none.</summary>
    public long? InputTokens { get; init; }

    /// <summary>Output tokens by the provider, reasoning included; <see langword="null"/> where it sent none.</summary>
    public long? OutputTokens { get; init; }

    /// <summary>Bytes (UTF-8) of all that the caller sent as text, held or not.</summary>
    public long InputBytes { get; init; }

    /// <summary>Bytes (UTF-8) of all texts that the model sent, held or not.</summary>
    public long OutputBytes { get; init; }

    /// <summary>There was more text than <see cref="LlmMonitoringOptions.MaxRetainedInput"/> lets hold: what is fed is not all of it.</summary>
    public bool IsTextCut { get; init; }
}
