using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Pricing;

/// <summary>Names each model without a price once.</summary>
internal sealed class MissingPrices(ILogger logger)
{
    /// <summary>Models that are named; the network decides on their names.</summary>
    private const int Most = 1000;

    private readonly ConcurrentDictionary<(string, string?), bool> _told = [];

    public void Tell(string provider, string? model)
    {
        if (!_told.ContainsKey((provider, model)) && _told.Count < Most && _told.TryAdd((provider, model), true))
        {
            Log.PriceMissing(logger, provider, model);
        }
    }
}
