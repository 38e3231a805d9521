namespace LlmHttpMetrics.Insights.Budgets.Reserving;

/// <summary>Kinds of input that have prices of their own.</summary>
[Flags]
internal enum InputKinds : byte
{
    /// <summary>Text alone.</summary>
    None = 0,

    /// <summary>Some of it may be written to a cache.</summary>
    CacheWrites = 1,

    /// <summary>Some of it is images, audio or files.</summary>
    Media = 2,
}
