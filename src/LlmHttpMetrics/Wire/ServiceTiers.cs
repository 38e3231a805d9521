namespace LlmHttpMetrics.Wire;

/// <summary>Names of service tiers to which words of providers are mapped.</summary>
internal static class ServiceTiers
{
    public const string Standard = "standard";
    public const string Flex = "flex";
    public const string Priority = "priority";

    /// <summary>Capacity that was bought beforehand, so that the list price of tokens is not what a call costs.</summary>
    public const string Provisioned = "provisioned";
}
