namespace LlmHttpMetrics.Wire;

/// <summary>What providers say of the cost of a call.</summary>
internal enum CostFigure : byte
{
    /// <summary>US dollars.</summary>
    Dollars,

    /// <summary>Ten thousand millionths of a US dollar (x.ai).</summary>
    Ticks,

    /// <summary>US dollars that the provider behind a gateway asks; those of the gateway contain them, unless the caller pays by a key of his own.</summary>
    Upstream,

    /// <summary>US dollars by the list prices, where a gateway asks nothing itself since the caller pays otherwise (Vercel).</summary>
    Market,

    /// <summary>The caller pays the provider behind the gateway by a key of his own.</summary>
    OwnKey,
}
