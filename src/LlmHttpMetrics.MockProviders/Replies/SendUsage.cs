namespace LlmHttpMetrics.MockProviders;

/// <summary>Whether an answer carries token figures.</summary>
public enum SendUsage
{
    /// <summary>
    /// As the real services do: always, but in streams of Chat Completions and Completions only if <c>stream_options.include_usage</c> is true.
    /// </summary>
    WhenAsked,

    /// <summary>Always, asked or not.</summary>
    Always,

    /// <summary>Never, in no format. SDKs that insist on the figures may fail.</summary>
    Never,
}
