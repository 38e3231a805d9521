using Microsoft.Extensions.Primitives;

namespace LlmHttpMetrics;

/// <summary>
/// Prices from code. Register it as a service; several are asked in their order, after the prices of configuration and file, and
/// before the table that comes with the package.
/// </summary>
public interface IPriceSource
{
    /// <summary>What stands on events whose cost is by these prices.</summary>
    string Name { get; }

    /// <summary>
    /// All prices. Called once, and again after each change; what is wrong with them is logged, and those before stay.
    /// </summary>
    /// <returns>The prices.</returns>
    IEnumerable<LlmPrice> GetPrices();

    /// <summary>Tells when the prices have changed.</summary>
    /// <returns>A token of the next change; <see langword="null"/> where there is none.</returns>
    IChangeToken? GetChangeToken() => null;
}
