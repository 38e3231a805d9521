using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Pricing;

/// <summary>Logs each model without a price once.</summary>
internal sealed class MissingPrices(ILogger logger)
{
    /// <summary>The maximum number of models that are logged, since their names come from the network.</summary>
    private const int MaxLogged = 1000;

    private readonly ConcurrentDictionary<(string, string?), bool> _reported = [];

    public void Report(string provider, string? model)
    {
        if (!_reported.ContainsKey((provider, model)) && _reported.Count < MaxLogged && _reported.TryAdd((provider, model), true))
        {
            Log.PriceMissing(logger, provider, model);
        }
    }
}
