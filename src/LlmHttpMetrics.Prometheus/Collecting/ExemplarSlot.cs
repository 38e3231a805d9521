namespace LlmHttpMetrics.Prometheus.Collecting;

/// <summary>Holds the last exemplar. If several arrive at once, one is kept; no thread waits.</summary>
internal sealed class ExemplarSlot
{
    private const int Tries = 3;

    /// <summary>Odd while the exemplar is being written, zero before the first one.</summary>
    private int _version;
    private Exemplar _exemplar;

    public void Offer(in Exemplar exemplar)
    {
        var version = Volatile.Read(ref _version);
        if ((version & 1) == 0 && Interlocked.CompareExchange(ref _version, version + 1, version) == version)
        {
            _exemplar = exemplar;
            Volatile.Write(ref _version, version + 2);
        }
    }

    public bool TryRead(out Exemplar exemplar)
    {
        for (var i = 0; i < Tries; i++)
        {
            var version = Volatile.Read(ref _version);
            exemplar = _exemplar;
            Interlocked.MemoryBarrier();
            if (version != 0 && (version & 1) == 0 && Volatile.Read(ref _version) == version)
            {
                return true;
            }
        }

        exemplar = default;
        return false;
    }
}
