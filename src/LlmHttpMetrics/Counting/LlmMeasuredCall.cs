namespace LlmHttpMetrics;

/// <summary>The information about a call that an <see cref="IMeasurementStrategy"/> receives in addition to its text.</summary>
public sealed class LlmMeasuredCall
{
    /// <summary>The provider, as in <c>gen_ai.provider.name</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The operation, as in <c>gen_ai.operation.name</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The requested model; <see langword="null"/> if it is not known.</summary>
    public string? RequestModel { get; init; }

    /// <summary>The model that answered; <see langword="null"/> if the answer did not name it.</summary>
    public string? ResponseModel { get; init; }

    /// <summary>How the call ended; see <see cref="LlmOutcomes"/>.</summary>
    public required string Outcome { get; init; }

    /// <summary>Whether the answer was streamed.</summary>
    public bool Streamed { get; init; }

    /// <summary>The information that the caller provided for the call; <see langword="null"/> if there is none.</summary>
    public LlmCallInfo? Call { get; init; }

    /// <summary>Input tokens reported by the provider, including cached ones; <see langword="null"/> if it reported none.</summary>
    public long? InputTokens { get; init; }

    /// <summary>Output tokens reported by the provider, including reasoning; <see langword="null"/> if it reported none.</summary>
    public long? OutputTokens { get; init; }

    /// <summary>The number of bytes (UTF-8) of all text that the caller sent, whether held or not.</summary>
    public long InputBytes { get; init; }

    /// <summary>The number of bytes (UTF-8) of all text that the model sent, whether held or not.</summary>
    public long OutputBytes { get; init; }

    /// <summary>
    /// Whether there was more text than <see cref="LlmMonitoringOptions.MaxRetainedInput"/> allows to hold, so that the measurement does not receive
    /// all of it.
    /// </summary>
    public bool IsTextCut { get; init; }
}
