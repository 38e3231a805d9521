namespace LlmHttpMetrics.Pricing;

/// <summary>The unit that a fee is charged for.</summary>
internal enum ToolFeeUnit
{
    /// <summary>Each call.</summary>
    Call,

    /// <summary>Each request in which the tool was run, however often.</summary>
    Request,

    /// <summary>Each call with a small search context.</summary>
    LowContext,

    /// <summary>Each call with a search context of medium size.</summary>
    MediumContext,

    /// <summary>Each call with a large search context.</summary>
    HighContext,
}
