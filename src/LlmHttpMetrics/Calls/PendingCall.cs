namespace LlmHttpMetrics.Calls;

/// <summary>A call that has ended and about which more can become known: tokens counted in the background, usage reported by a later answer.</summary>
internal sealed class PendingCall
{
    private readonly CallConsumers _consumers;
    private readonly LlmRecordedCall _recorded;
    private readonly object?[] _states;
    private int _measurements;

    /// <param name="consumers">The consumers of the call.</param>
    /// <param name="recorded">How the call ended.</param>
    /// <param name="tags">The tags with which our own instruments recorded it.</param>
    /// <param name="priced">The information required to price it once its tokens are known.</param>
    /// <param name="measurements">The number of measurements in the background, each of which ends with <see cref="EndMeasurement"/>.</param>
    public PendingCall(CallConsumers consumers, LlmRecordedCall recorded, KeyValuePair<string, object?>[] tags, PricedCall priced, int measurements)
    {
        _consumers = consumers;
        _recorded = recorded;
        _states = new object?[consumers.Count];
        Tags = tags;
        Priced = priced;
        _measurements = measurements;
    }

    /// <summary>The tags with which our own instruments recorded it.</summary>
    public KeyValuePair<string, object?>[] Tags { get; }

    /// <summary>The information required to price it once its tokens are known.</summary>
    public PricedCall Priced { get; }

    /// <summary>Whether the cost of calls is currently needed.</summary>
    public bool NeedsCost => _consumers.NeedsCost;

    /// <summary>Whether measurements are running in the background; each has a time limit of its own.</summary>
    public bool IsMeasured => Volatile.Read(ref _measurements) > 0;

    /// <summary>Ends a measurement, and publishes the end of all of them after the last one.</summary>
    public void EndMeasurement()
    {
        if (Interlocked.Decrement(ref _measurements) == 0)
        {
            Amend(new CallAmendment(this) { EndsMeasurement = true });
        }
    }

    /// <summary>Keeps state that a consumer needs for amendments.</summary>
    public void Keep(ICallConsumer consumer, object state) => _states[_consumers.IndexOf(consumer)] = state;

    /// <summary>The state that a consumer has kept; null if there is none.</summary>
    public object? Kept(ICallConsumer consumer) => _states[_consumers.IndexOf(consumer)];

    /// <summary>Passes an amendment to every consumer. Never throws.</summary>
    public void Amend(CallAmendment amendment)
    {
        using RecordedCall recorded = new(_recorded);
        _consumers.Amended(amendment);
    }
}
