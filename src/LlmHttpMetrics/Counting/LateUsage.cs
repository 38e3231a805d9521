using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Counting;

/// <summary>
/// Answers that were only announced (background Responses, Replicate's predictions) and whose usage is read when they are fetched later: it becomes
/// an amendment of the call that created them, once. The oldest entry is dropped when there are too many, and so is an earlier call that announced
/// the same answer; each then counts as a call without usage.
/// </summary>
internal sealed class LateUsage
{
    public const int Capacity = 1024;

    private readonly object _lock = new();
    private readonly Dictionary<(string Provider, string Id), int> _slots = [];
    private readonly Entry?[] _ring = new Entry?[Capacity];
    private int _next;

    /// <summary>Adds a call whose usage is still to come.</summary>
    public void Expect(CallRecord call, PendingCall pending)
    {
        if (call.ResponseId is not { } id)
        {
            return;
        }

        var entry = new Entry((call.Endpoint.Provider, id), pending, call.Endpoint.Format.ReportsUsage);
        Entry? displaced;
        lock (_lock)
        {
            displaced = Put(entry);
        }

        GiveUp(displaced);
    }

    /// <summary>Whether the usage of an answer is still to come.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="id">The provider's id of the answer.</param>
    public bool Awaits(string provider, string id)
    {
        lock (_lock)
        {
            return _slots.ContainsKey((provider, id));
        }
    }

    /// <summary>Called when an announced answer has been fetched.</summary>
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
            Amend(entry.Call, facts);
        }
        else
        {
            GiveUp(entry);
        }
    }

    /// <returns>The entry that was replaced.</returns>
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

    private static void GiveUp(Entry? entry)
    {
        if (entry is { ReportsUsage: true })
        {
            entry.Call.Amend(new CallAmendment(entry.Call) { IsUsageMissing = true });
        }
    }

    private static void Amend(PendingCall call, ResponseFacts facts)
    {
        var (cost, usage, isPriceMissing) = call.NeedsCost ? CallPricing.Late(call.Priced, facts) : default;
        call.Amend(new CallAmendment(call)
        {
            Tokens = new LateTokens
            {
                Input = facts.InputTokens,
                Output = facts.OutputTokens,
                CachedInput = facts.Sent(Figure.CachedInput),
                CacheWrite = facts.CacheWriteTokens,
                Reasoning = facts.ReasoningTokens,
            },
            Cost = cost,
            Usage = usage,
            IsPriceMissing = isPriceMissing,
        });
    }

    /// <param name="Key">The provider, and its id of the answer.</param>
    /// <param name="Call">The call that requested it.</param>
    /// <param name="ReportsUsage">Whether a missing usage has to be counted.</param>
    private sealed record Entry((string Provider, string Id) Key, PendingCall Call, bool ReportsUsage);
}
