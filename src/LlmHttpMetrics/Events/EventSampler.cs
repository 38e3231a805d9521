using System.Collections.Frozen;
using System.Diagnostics;
using System.Runtime.InteropServices;
using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Events;

/// <summary>Decides which calls get an event.</summary>
internal sealed class EventSampler(LlmEventSamplingOptions options)
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    private readonly double _share = options.Share;
    private readonly FrozenSet<string> _outcomes = options.KeepOutcomes.ToFrozenSet(StringComparer.Ordinal);
    private readonly TimeSpan _slow = options.KeepSlowerThan ?? TimeSpan.MaxValue;

    /// <summary>Whether the call gets an event.</summary>
    /// <param name="call">The call, which has ended.</param>
    /// <param name="duration">Its duration.</param>
    /// <param name="rate">The share of such calls that get an event.</param>
    public bool Keeps(CallRecord call, TimeSpan duration, out double rate)
    {
        rate = 1;
        if (_share >= 1 || _outcomes.Contains(call.Outcome.Word) || duration >= _slow)
        {
            return true;
        }

        rate = _share;
        return Place(call) < _share;
    }

    /// <summary>A number from 0 to 1, the same for all calls of a session, scope or trace.</summary>
    private static double Place(CallRecord call)
    {
        if ((call.Call?.SessionId ?? call.ScopeId) is { } id)
        {
            return Place(MemoryMarshal.AsBytes(id.AsSpan()));
        }

        if ((call.Span ?? call.UpstreamActivity ?? call.Caller) is { IdFormat: ActivityIdFormat.W3C } activity)
        {
            Span<byte> trace = stackalloc byte[16];
            activity.TraceId.CopyTo(trace);
            return Place(trace);
        }

        return Random.Shared.NextDouble();
    }

    /// <summary>FNV-1a, followed by the finalizer of MurmurHash3, so that similar ids get different numbers.</summary>
    internal static double Place(ReadOnlySpan<byte> id)
    {
        var hash = FnvOffset;
        foreach (var b in id)
        {
            hash = (hash ^ b) * FnvPrime;
        }

        hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCD;
        hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53;
        hash ^= hash >> 33;
        return (hash >> 11) * (1.0 / (1UL << 53));
    }
}
