namespace LlmHttpMetrics.Pricing;

/// <summary>Why a cost may differ from the calculated one.</summary>
[Flags]
internal enum CostDoubts : ushort
{
    None = 0,
    Tier = 1,
    Speed = 2,
    Region = 4,
    Pass = 8,
    CachedAudio = 16,
    AnotherModel = 32,
    Unfinished = 64,
    Tokens = 128,
    Tool = 256,
    CacheLifetime = 512,
}

/// <summary>The values of <see cref="LlmCostDoubts"/> for doubts.</summary>
internal static class CostDoubtNames
{
    private static readonly (CostDoubts Doubt, string Word)[] All =
    [
        (CostDoubts.Tier, LlmCostDoubts.TierWithoutPrice),
        (CostDoubts.Speed, LlmCostDoubts.SpeedWithoutPrice),
        (CostDoubts.Region, LlmCostDoubts.RegionWithoutPrice),
        (CostDoubts.Pass, LlmCostDoubts.PassWithoutPrice),
        (CostDoubts.CachedAudio, LlmCostDoubts.CachedAudioWithoutPrice),
        (CostDoubts.CacheLifetime, LlmCostDoubts.CacheLifetimeWithoutPrice),
        (CostDoubts.AnotherModel, LlmCostDoubts.PriceOfRequestedModel),
        (CostDoubts.Unfinished, LlmCostDoubts.IncompleteAnswer),
        (CostDoubts.Tokens, LlmCostDoubts.UncertainTokens),
        (CostDoubts.Tool, LlmCostDoubts.ToolWithoutPrice),
    ];

    public static string[] Words(this CostDoubts doubts) =>
        doubts == CostDoubts.None ? [] : [.. All.Where(row => (doubts & row.Doubt) != 0).Select(row => row.Word)];
}
