namespace LlmHttpMetrics.Interception;

/// <summary>Keeps a few objects for the next call. Of fixed size: what does not fit is left to the collector.</summary>
internal static class Pool<T>
    where T : class, new()
{
    private const int Slots = 64;

    private static readonly Slot[] Kept = new Slot[Slots];

    [ThreadStatic]
    private static T? s_last;

    public static T Rent()
    {
        if (s_last is { } last)
        {
            s_last = null;
            return last;
        }

        for (var i = 0; i < Kept.Length; i++)
        {
            if (Kept[i].Item is not null && Interlocked.Exchange(ref Kept[i].Item, null) is { } kept)
            {
                return kept;
            }
        }

        return new T();
    }

    public static void Return(T item)
    {
        if (s_last is null)
        {
            s_last = item;
            return;
        }

        for (var i = 0; i < Kept.Length; i++)
        {
            if (Kept[i].Item is null && Interlocked.CompareExchange(ref Kept[i].Item, item, null) is null)
            {
                return;
            }
        }
    }

    private struct Slot
    {
        public T? Item;
    }
}
