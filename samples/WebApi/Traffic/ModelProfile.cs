using LlmHttpMetrics.MockProviders;

namespace WebApi.Traffic;

/// <summary>The behavior of a model.</summary>
/// <param name="Begin">The prefix of its name.</param>
/// <param name="FirstToken">The approximate time to the first word.</param>
/// <param name="EachToken">The approximate time per word.</param>
internal sealed record ModelProfile(string Begin, TimeSpan FirstToken, TimeSpan EachToken)
{
    private static readonly MockFault[] Usual =
    [
        MockFault.Status(429), MockFault.Status(500), MockFault.Status(503), MockFault.ErrorEvent(afterTokens: 4), MockFault.Truncate(afterTokens: 6)
    ];
    private static readonly MockFault[] Overloaded = [MockFault.Status(529), MockFault.Status(429), MockFault.Truncate(afterTokens: 6)];

    private static readonly ModelProfile[] All =
    [
        Named("gpt-4o-mini", 190, 5),
        Named("gpt-4.1", 330, 8),
        Named("gpt-5-mini", 620, 5) with { ReasoningTokens = 400 },
        Named("claude-sonnet", 420, 8) with { CachedTokens = 2_048, Faults = Overloaded },
        Named("claude-haiku", 210, 4) with { Faults = Overloaded },
        Named("gemini", 250, 4) with { ReasoningTokens = 120 },
        Named("mistral", 160, 5) with { HasUsage = false, FaultShare = 0.06 },
        Named("house-writer", 90, 9) with { HasUsage = false, FaultShare = 0.16 },
        Named("house-large", 540, 12) with { FaultShare = 0.12 },
    ];

    private static readonly ModelProfile Other = Named("", 200, 5);

    /// <summary>Whether its answers report usage.</summary>
    public bool HasUsage { get; init; } = true;

    /// <summary>The tokens read from a cache, in every second call.</summary>
    public int CachedTokens { get; init; }

    /// <summary>The maximum number of reasoning tokens.</summary>
    public int ReasoningTokens { get; init; }

    /// <summary>The share of calls with a fault.</summary>
    public double FaultShare { get; init; } = 0.025;

    /// <summary>The possible faults.</summary>
    public MockFault[] Faults { get; init; } = Usual;

    public static ModelProfile Of(string model) =>
        Array.Find(All, profile => model.StartsWith(profile.Begin, StringComparison.Ordinal)) ?? Other;

    private static ModelProfile Named(string begin, int first, int each) => new(begin, TimeSpan.FromMilliseconds(first), TimeSpan.FromMilliseconds(each));
}
