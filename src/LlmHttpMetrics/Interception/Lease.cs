namespace LlmHttpMetrics.Interception;

/// <summary>
/// Keeps a reused object from being reused while something is published from it. Publishing runs foreign code, which may end the call or read on, and a
/// call that ends must not wait for it: whichever is last gives the object back.
/// </summary>
internal struct Lease
{
    private const int Ended = 1 << 30;

    private int _state;

    /// <summary>Something is about to be published.</summary>
    public void Take() => Interlocked.Increment(ref _state);

    /// <summary>It has been published.</summary>
    /// <returns>True where the call has ended meanwhile: the object is to be given back.</returns>
    public bool GiveBack() => Interlocked.Decrement(ref _state) == Ended;

    /// <summary>The call has ended.</summary>
    /// <returns>True where nothing is being published: the object is to be given back.</returns>
    public bool End() => Interlocked.Add(ref _state, Ended) == Ended;
}
