using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Insights.Statistics;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Vocabulary;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Counting;

/// <summary>
/// Answers that were promised (background Responses, Replicate's predictions) and whose usage a later look at them brings: it
/// is added to the tokens of the call that made them, once. The oldest gives way where there are too many, and so does an earlier
/// call that was promised the same answer: each counts as a call without usage.
/// </summary>
internal sealed class LateUsage(LlmInstruments instruments)
{
    public const int Capacity = 1024;

    private readonly object _lock = new();
    private readonly Dictionary<(string Provider, string Id), int> _slots = [];
    private readonly Entry?[] _ring = new Entry?[Capacity];
    private int _next;

    /// <summary>The call's usage is still to come.</summary>
    public void Expect(CallRecord call)
    {
        if (call.ResponseId is not { } id)
        {
            return;
        }

        var entry = new Entry((call.Endpoint.Provider, id), call.Tags.Own.ToArray(), call.Endpoint.Format.BearsTokens, CostRecording.Of(call), call.Statistics);
        Entry? displaced;
        lock (_lock)
        {
            displaced = Put(entry);
        }

        GiveUp(displaced);
    }

    /// <summary>The usage of an answer is still to come.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="id">Its id of the answer.</param>
    public bool Awaits(string provider, string id)
    {
        lock (_lock)
        {
            return _slots.ContainsKey((provider, id));
        }
    }

    /// <summary>A promised answer has been looked at.</summary>
    public void OnFetched(CallRecord call)
    {
        if (call.Response?.Facts is not { } facts || call.ResponseId is not { } id || (facts.IsPending && !facts.UsageReported))
        {
            return;
        }

        Entry entry;
        lock (_lock)
        {
            if (!_slots.Remove((call.Endpoint.Provider, id), out var slot))
            {
                return;
            }

            entry = _ring[slot]!;
            _ring[slot] = null;
        }

        if (facts.UsageReported)
        {
            entry.Statistics.AddTokens(new(facts.InputTokens, facts.OutputTokens, facts.Sent(Figure.CachedInput), facts.CacheWriteTokens, facts.ReasoningTokens));
            Record(entry.Tags, facts);
            CostRecording.RecordLate(instruments, entry.Priced, facts, entry.Tags);
        }
        else
        {
            GiveUp(entry);
        }
    }

    /// <returns>The entry that stood in its place.</returns>
    private Entry? Put(Entry entry)
    {
        Entry? displaced;
        if (_slots.TryGetValue(entry.Key, out var known))
        {
            displaced = _ring[known];
            _ring[known] = entry;
            return displaced;
        }

        displaced = _ring[_next];
        if (displaced is not null)
        {
            _slots.Remove(displaced.Key);
        }

        _ring[_next] = entry;
        _slots[entry.Key] = _next;
        _next = (_next + 1) % Capacity;
        return displaced;
    }

    private void GiveUp(Entry? entry)
    {
        if (entry is { BearsTokens: true })
        {
            entry.Statistics.AddUsageMissing();
            instruments.UsageMissing.Add(1, entry.Tags);
        }
    }

    private void Record(KeyValuePair<string, object?>[] tags, ResponseFacts facts)
    {
        if (facts.InputTokens is { } input)
        {
            instruments.AddLate(tags, TokenWords.Input, input, TokenWords.FromProvider);
        }

        if (facts.OutputTokens is { } output)
        {
            instruments.AddLate(tags, TokenWords.Output, output, TokenWords.FromProvider);
        }

        LiteRecording.RecordTokens(instruments.Lite, tags, facts.InputTokens, facts.OutputTokens);
        Add(instruments.CachedTokens, facts.Sent(Figure.CachedInput), tags);
        Add(instruments.CacheWriteTokens, facts.CacheWriteTokens, tags);
        Add(instruments.ReasoningTokens, facts.ReasoningTokens, tags);
    }

    private static void Add(System.Diagnostics.Metrics.Counter<long> counter, long? figure, KeyValuePair<string, object?>[] tags)
    {
        if (figure is > 0 and var known)
        {
            counter.Add(known, tags);
        }
    }

    /// <param name="Key">The provider, and its id of the answer.</param>
    /// <param name="Tags">Those of the call that asked for it.</param>
    /// <param name="BearsTokens">Its end without usage is a gap.</param>
    /// <param name="Priced">What prices it.</param>
    /// <param name="Statistics">Where the statistics have that call.</param>
    private sealed record Entry((string Provider, string Id) Key, KeyValuePair<string, object?>[] Tags, bool BearsTokens, PricedCall Priced, SeriesEntry Statistics);
}
