using LlmHttpMetrics.Observation.Wire;
using LlmHttpMetrics.Recording;

namespace LlmHttpMetrics.Measurement.Tokens;

/// <summary>Counts the tokens of what is held of a call, longer texts by way of the cache.</summary>
internal sealed class TextCounter(CountCache cache, LlmInstruments instruments, TimeProvider time)
{
    /// <summary>A published formula over exact counts of the text.</summary>
    private const double FormulaConfidence = 0.99;

    /// <summary>Exact counts of the text, in a frame that is not known.</summary>
    private const double TextConfidence = 0.9;

    /// <summary>Some of the text was too long to be held, and is taken to be like the rest.</summary>
    private const double CutConfidence = 0.7;

    public TokenCount Count(ITokenCounter counter, TokenDemand demand)
    {
        var started = time.GetTimestamp();
        long names = 0;
        var input = Scale(Sum(counter, demand, demand.Input, ref names), demand.Input, demand.InputAmount.Bytes);
        var output = Scale(Sum(counter, demand, demand.Output, ref names), demand.Output, demand.OutputAmount.Bytes);
        instruments.TokenizationDuration.Record(time.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>(LlmTagNames.Tokenizer, counter.Name));
        var confidence = demand.IsCut ? CutConfidence : demand.Frame.IsWhole ? FormulaConfidence : TextConfidence;
        return new(
            input + demand.Frame.Tokens + (names * demand.Frame.PerName),
            output,
            demand.IsCut ? TokenWords.Estimated : TokenWords.FromTokenizer,
            counter,
            confidence);
    }

    private long Sum(ITokenCounter counter, TokenDemand demand, HeldText? text, ref long names)
    {
        long sum = 0;
        long found = 0;
        text?.Read((kind, utf8) =>
        {
            sum += Count(counter, demand, utf8);
            found += kind == TextKind.Name ? 1 : 0;
        });
        names += found;
        return sum;
    }

    private long Count(ITokenCounter counter, TokenDemand demand, ReadOnlySpan<byte> utf8)
    {
        var settings = demand.Settings.Performance;
        if (!settings.CacheTokenization || utf8.Length < CountCache.LeastLength)
        {
            return counter.Count(utf8);
        }

        var key = CountCache.Key(counter, utf8);
        var hit = cache.TryGet(key, TimeSpan.FromSeconds(settings.CacheTtlSeconds), out var count);
        instruments.TokenizationCache.Add(1, new KeyValuePair<string, object?>(LlmTagNames.CacheResult, hit ? "hit" : "miss"));
        if (!hit)
        {
            count = counter.Count(utf8);
            cache.Add(key, count, settings.CacheEntries);
        }

        return count;
    }

    /// <summary>What could not be held is taken to have as many tokens by the byte as what could.</summary>
    private static long Scale(long tokens, HeldText? held, long bytes) =>
        held is { IsCut: true, Length: > 0 } ? (long)Math.Round((double)tokens * bytes / held.Length) : tokens;
}
