using System.Diagnostics.Metrics;
using LlmHttpMetrics.Diagnostics;

namespace LlmHttpMetrics.Counting;

/// <summary>The instruments with which token counting reports on itself.</summary>
internal sealed class CountingInstruments(Meter meter)
{
    private static readonly InstrumentAdvice<double> BriefSeconds = new()
    {
        HistogramBucketBoundaries = [0.00001, 0.00003, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1],
    };

    private readonly Histogram<double> _duration = meter.CreateHistogram(
        LlmInstrumentNames.TokenizationDuration, "s", "Duration of counting the tokens of a call.", tags: null, BriefSeconds);

    private readonly Counter<long> _cache = meter.CreateCounter<long>(LlmInstrumentNames.TokenizationCache, "{lookup}", "Lookups in the token count cache.");

    /// <summary>Records how long a count took.</summary>
    public void Counted(string tokenizer, TimeSpan duration) => _duration.RecordWith(duration.TotalSeconds, new(LlmTagNames.Tokenizer, tokenizer));

    /// <summary>Records that the count of a text was looked up.</summary>
    public void LookedUp(bool isHit) => _cache.AddWith(1, new(LlmTagNames.CacheResult, isHit ? "hit" : "miss"));
}
