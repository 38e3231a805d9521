namespace LlmHttpMetrics.Wire;

/// <summary>The service tiers that the values of providers are mapped to.</summary>
internal static class ServiceTiers
{
    public const string Standard = "standard";
    public const string Flex = "flex";
    public const string Priority = "priority";

    /// <summary>Capacity that was bought in advance, so that a call does not cost the list price of its tokens.</summary>
    public const string Provisioned = "provisioned";
}
