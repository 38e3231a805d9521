using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Calls;

/// <summary>Reads the passes of an answer, each of which is priced separately.</summary>
internal static class CallPasses
{
    /// <summary>Returns the passes; null if only the total has to be priced.</summary>
    /// <param name="facts">The answer.</param>
    /// <param name="whole">The total usage of the answer's own model.</param>
    public static PassUsage[]? Of(ResponseFacts facts, Usage whole)
    {
        if (!facts.Passes.IsAny)
        {
            return null;
        }

        List<PassUsage> passes = [];
        var (input, output) = (0L, 0L);
        for (var i = 0; i < facts.Passes.Count; i++)
        {
            var isOwn = facts.Passes.IsOwn(facts.Passes[i]);
            var usage = Usage(facts, facts.Passes[i], whole, isOwn);
            if (usage.HasTokens)
            {
                passes.Add(new PassUsage(isOwn ? null : facts.Passes[i].Model!.Text, usage));
                input += isOwn ? usage.Input ?? 0 : 0;
                output += isOwn ? usage.Output ?? 0 : 0;
            }
        }

        // If the passes do not add up to the total, something is missing from them, and the total is charged as one pass.
        if (input != (whole.Input ?? 0) || output != (whole.Output ?? 0))
        {
            passes.RemoveAll(pass => pass.Model is null);
            passes.Add(new PassUsage(null, whole with { Passes = null }));
        }

        return [.. passes];
    }

    private static Usage Usage(ResponseFacts facts, PassFigures pass, Usage whole, bool isOwn)
    {
        var written = pass.Sent(Figure.CacheWrite) ?? 0;
        var (minutes, hour) = (pass.Sent(Figure.CacheWrite5Minutes) ?? 0, pass.Sent(Figure.CacheWrite1Hour) ?? 0);
        return new Usage
        {
            Input = facts.Usage.WithCache(pass.Sent(Figure.Input), pass.Sent(Figure.CachedInput), pass.Sent(Figure.CacheWrite) ?? minutes + hour),
            Output = pass.Sent(Figure.Output),
            CacheRead = pass.Sent(Figure.CachedInput) ?? 0,
            CacheWrite = Math.Max(written, minutes + hour),
            CacheWrite5m = minutes,
            CacheWrite1h = hour,
            Reasoning = pass.Sent(Figure.Reasoning) ?? 0,

            // The requested speed applies to the answer's own model only.
            Served = isOwn ? whole.Served : whole.Served with { Speed = null },
            IsServed = whole.IsServed,
            Confidence = whole.Confidence,
            Doubts = whole.Doubts,
        };
    }
}
