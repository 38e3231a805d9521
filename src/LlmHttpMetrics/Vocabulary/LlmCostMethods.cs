namespace LlmHttpMetrics;

/// <summary>How a cost was calculated.</summary>
public static class LlmCostMethods
{
    /// <summary>From the tokens and their prices.</summary>
    public const string TokenBased = "token-based";

    /// <summary>From the amount of text and its price, where the tokens are not known or have no price.</summary>
    public const string CapacityBased = "capacity-based";

    /// <summary>From a price for each request, whatever it contains.</summary>
    public const string RequestBased = "request-based";

    /// <summary>Reported by the provider.</summary>
    public const string Reported = "reported";
}
