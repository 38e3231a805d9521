namespace LlmHttpMetrics.Insights.Budgets.Reserving;

/// <summary>The kinds of input that have prices of their own.</summary>
[Flags]
internal enum InputKinds : byte
{
    /// <summary>Only text.</summary>
    None = 0,

    /// <summary>Part of the input may be written to a cache.</summary>
    CacheWrites = 1,

    /// <summary>Part of the input is images, audio or files.</summary>
    Media = 2,
}
