using System.Runtime.CompilerServices;

namespace LlmHttpMetrics.Interception;

/// <summary>Keeps a few objects for the next call. The size is fixed: further objects are left to the garbage collector.</summary>
internal static class Pool<T>
    where T : class, new()
{
    private const int Slots = 64;

    private static readonly Slot[] Kept = new Slot[Slots];

    /// <param name="last">
    /// The object that this thread returned last: a thread-static field of the type itself, since that of a generic type is slow to access.
    /// </param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Rent(ref T? last)
    {
        if (last is { } item)
        {
            last = null;
            return item;
        }

        return Find();
    }

    /// <inheritdoc cref="Rent"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Return(T item, ref T? last)
    {
        if (last is null)
        {
            last = item;
            return;
        }

        Keep(item);
    }

    private static T Find()
    {
        for (var i = 0; i < Kept.Length; i++)
        {
            if (Kept[i].Item is not null && Interlocked.Exchange(ref Kept[i].Item, null) is { } kept)
            {
                return kept;
            }
        }

        return new T();
    }

    private static void Keep(T item)
    {
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
