using Microsoft.Extensions.Primitives;

namespace LlmHttpMetrics;

/// <summary>
/// Prices from code. Register an implementation as a service; several are used in their order of registration, after the prices of configuration
/// and file, and before the table of the package.
/// </summary>
public interface IPriceSource
{
    /// <summary>The name of these prices on events.</summary>
    string Name { get; }

    /// <summary>Gets all prices. Called once, and again after each change; invalid prices are logged, and the previous ones stay in use.</summary>
    /// <returns>The prices.</returns>
    IEnumerable<LlmPrice> GetPrices();

    /// <summary>Gets a token that signals when the prices have changed.</summary>
    /// <returns>A token for the next change; <see langword="null"/> if the prices do not change.</returns>
    IChangeToken? GetChangeToken() => null;
}
