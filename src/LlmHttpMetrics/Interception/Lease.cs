namespace LlmHttpMetrics.Interception;

/// <summary>
/// Prevents the reuse of an object while something is published from it. Publishing runs listeners, which can end the call or continue to read, and a
/// call that ends must not wait for it: the last user returns the object.
/// </summary>
internal struct Lease
{
    private const int Ended = 1 << 30;

    private int _state;

    /// <summary>Called before something is published.</summary>
    public void Take() => Interlocked.Increment(ref _state);

    /// <summary>Called when it has been published.</summary>
    /// <returns>True if the call has ended in the meantime: the caller has to return the object.</returns>
    public bool GiveBack() => Interlocked.Decrement(ref _state) == Ended;

    /// <summary>Called when the call has ended.</summary>
    /// <returns>True if nothing is being published: the caller has to return the object.</returns>
    public bool End() => Interlocked.Add(ref _state, Ended) == Ended;
}
