namespace LlmHttpMetrics.Wire;

/// <summary>The figures that providers report about the cost of a call.</summary>
internal enum CostFigure : byte
{
    /// <summary>US dollars.</summary>
    Dollars,

    /// <summary>Ten thousand millionths of a US dollar (x.ai).</summary>
    Ticks,

    /// <summary>
    /// US dollars that the provider behind a gateway charges. The gateway's own figure includes them, unless the caller uses a key of their own
    /// for that provider.
    /// </summary>
    Upstream,

    /// <summary>US dollars at list prices, for calls that a gateway does not charge because the caller pays in another way (Vercel).</summary>
    Market,

    /// <summary>The caller pays the provider behind the gateway directly, with a key of their own.</summary>
    OwnKey,
}
