using System.Collections.Concurrent;
using LlmHttpMetrics.Diagnostics.Background;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Pricing;

/// <summary>The prices that the clients of a service provider share: their files, the prices of code, and the models without a price.</summary>
internal sealed class PriceSources(IEnumerable<IPriceSource> code, TimeProvider time, ILogger logger, Action failed) : IDisposable
{
    /// <summary>The name of prices from configuration, in errors and on events.</summary>
    private const string Configured = "options";

    private readonly BackgroundWork _background = new(failed);
    private readonly CodePrices[] _code = [.. code.Select(source => new CodePrices(source, logger, new BackgroundWork(failed)))];
    private readonly ConcurrentDictionary<string, PriceFile> _files = new(StringComparer.Ordinal);
    private readonly MissingPrices _missing = new(logger);

    /// <summary>The prices of a client.</summary>
    /// <param name="options">Valid options.</param>
    /// <exception cref="PriceFormatException">The file has become invalid since it was validated.</exception>
    public PriceBook For(LlmPricingOptions options)
    {
        List<IPriceLayer> layers = [];
        if (options.Prices.Count > 0)
        {
            layers.Add(new FixedPrices(new PriceTable(Configured, options.Prices)));
        }

        if (options.File is { } file)
        {
            layers.Add(_files.GetOrAdd(Path.GetFullPath(file), path => new PriceFile(path, time, logger, _background)));
        }

        layers.AddRange(_code);
        if (options.EmbeddedTable)
        {
            layers.Add(EmbeddedPrices.Layer);
        }

        return new PriceBook([.. layers], options.Deployments, _missing);
    }

    public void Dispose()
    {
        foreach (var file in _files.Values)
        {
            file.Dispose();
        }

        foreach (var prices in _code)
        {
            prices.Dispose();
        }
    }
}
