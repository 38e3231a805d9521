namespace LlmHttpMetrics;

/// <summary>The parts of a cost; their sum is exactly the cost.</summary>
public sealed record LlmCostParts
{
    /// <summary>Input that is in no other part, audio and images included.</summary>
    public decimal Input { get; init; }

    /// <summary>Input read from a cache.</summary>
    public decimal CacheRead { get; init; }

    /// <summary>Input written to a cache.</summary>
    public decimal CacheWrite { get; init; }

    /// <summary>Output, reasoning included.</summary>
    public decimal Output { get; init; }

    /// <summary>The request itself.</summary>
    public decimal Request { get; init; }

    /// <summary>Text, by its length.</summary>
    public decimal Characters { get; init; }

    /// <summary>Tools that the provider ran; see <see cref="LlmEvent.HostedTools"/>.</summary>
    public decimal Tools { get; init; }
}
