using System.Collections.Concurrent;

namespace LlmHttpMetrics.SoakTests.Traffic;

/// <summary>Knows every response, content and stream that a caller was given, without holding it.</summary>
internal sealed class Leftovers
{
    private readonly ConcurrentQueue<WeakReference> _given = new();

    /// <summary>Those that something still holds.</summary>
    public int Alive => _given.Count(given => given.IsAlive);

    public int Given => _given.Count;

    public void Add(object given) => _given.Enqueue(new WeakReference(given));

    public void Clear() => _given.Clear();
}
