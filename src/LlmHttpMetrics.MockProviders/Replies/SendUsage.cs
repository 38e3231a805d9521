namespace LlmHttpMetrics.MockProviders;

/// <summary>Whether an answer contains token figures.</summary>
public enum SendUsage
{
    /// <summary>
    /// Like the real services: always, except that streams of Chat Completions and Completions have them only if <c>stream_options.include_usage</c>
    /// is true.
    /// </summary>
    WhenAsked,

    /// <summary>Always, whether requested or not.</summary>
    Always,

    /// <summary>Never, in any format. SDKs that require the figures may fail.</summary>
    Never,
}
