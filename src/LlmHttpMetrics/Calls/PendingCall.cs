namespace LlmHttpMetrics.Calls;

/// <summary>A call that has ended and of which more may become known: tokens counted in the background, usage that a later answer brings.</summary>
internal sealed class PendingCall
{
    private readonly CallConsumers _consumers;
    private readonly LlmRecordedCall _recorded;
    private readonly object?[] _states;
    private int _measurements;

    /// <param name="consumers">The views of the call.</param>
    /// <param name="recorded">How it ended.</param>
    /// <param name="tags">The tags that our own instruments recorded it with.</param>
    /// <param name="priced">What prices it once its tokens are known.</param>
    public PendingCall(CallConsumers consumers, LlmRecordedCall recorded, KeyValuePair<string, object?>[] tags, PricedCall priced)
    {
        _consumers = consumers;
        _recorded = recorded;
        _states = new object?[consumers.Count];
        Tags = tags;
        Priced = priced;
    }

    /// <summary>The tags that our own instruments recorded it with.</summary>
    public KeyValuePair<string, object?>[] Tags { get; }

    /// <summary>What prices it once its tokens are known.</summary>
    public PricedCall Priced { get; }

    /// <summary>The cost of calls is needed at present.</summary>
    public bool NeedsCost => _consumers.NeedsCost;

    /// <summary>Measurements go on in the background; each ends within a time of its own.</summary>
    public bool IsMeasured => Volatile.Read(ref _measurements) > 0;

    /// <summary>A measurement in the background will end with <see cref="EndMeasurement"/>.</summary>
    public void BeginMeasurement() => Interlocked.Increment(ref _measurements);

    /// <summary>Publishes the end of the measurements once the last of them has ended.</summary>
    public void EndMeasurement()
    {
        if (Interlocked.Decrement(ref _measurements) == 0)
        {
            Amend(new CallAmendment(this) { EndsMeasurement = true });
        }
    }

    /// <summary>Keeps what a consumer needs for amendments.</summary>
    public void Keep(ICallConsumer consumer, object state) => _states[_consumers.IndexOf(consumer)] = state;

    /// <summary>What a consumer has kept; null where it kept nothing.</summary>
    public object? Kept(ICallConsumer consumer) => _states[_consumers.IndexOf(consumer)];

    /// <summary>Passes what has become known to every consumer. Never throws.</summary>
    public void Amend(CallAmendment amendment)
    {
        using RecordedCall recorded = new(_recorded);
        _consumers.Amended(amendment);
    }
}
