namespace LlmHttpMetrics;

/// <summary>How a cost was arrived at.</summary>
public static class LlmCostMethods
{
    /// <summary>Tokens by their prices.</summary>
    public const string TokenBased = "token-based";

    /// <summary>The amount of text by its price, where tokens are not known or have no price.</summary>
    public const string CapacityBased = "capacity-based";

    /// <summary>A price for each request, and none for what it holds.</summary>
    public const string RequestBased = "request-based";

    /// <summary>The provider said so.</summary>
    public const string Reported = "reported";
}
