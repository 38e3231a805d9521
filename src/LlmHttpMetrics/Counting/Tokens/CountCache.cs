using System.Security.Cryptography;
using System.Text;

namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>Caches counts by a hash of the text and the tokenizer; the least recently used one is dropped. No text is kept.</summary>
internal sealed class CountCache(TimeProvider time)
{
    /// <summary>Counting shorter texts is faster than hashing and looking them up.</summary>
    public const int MinLength = 256;

    private readonly object _lock = new();
    private readonly Dictionary<UInt128, LinkedListNode<Entry>> _nodes = [];
    private readonly LinkedList<Entry> _byUse = [];

    /// <summary>The key of a text.</summary>
    public static UInt128 Key(ITokenCounter counter, ReadOnlySpan<byte> utf8) => Key(counter.Name, counter.Version, utf8);

    /// <param name="name">The name of what counts.</param>
    /// <param name="version">The version of it, or its address.</param>
    /// <param name="utf8">The text that is counted.</param>
    public static UInt128 Key(string name, string version, ReadOnlySpan<byte> utf8)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(utf8);
        sha.AppendData(Encoding.UTF8.GetBytes($"\0{name}\0{version}"));
        sha.GetHashAndReset(hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    public bool TryGet(UInt128 key, TimeSpan lifetime, out long count)
    {
        lock (_lock)
        {
            if (_nodes.TryGetValue(key, out var node))
            {
                if (time.GetElapsedTime(node.Value.Added) < lifetime)
                {
                    _byUse.Remove(node);
                    _byUse.AddFirst(node);
                    count = node.Value.Count;
                    return true;
                }

                Remove(node);
            }
        }

        count = 0;
        return false;
    }

    public void Add(UInt128 key, long count, int capacity)
    {
        lock (_lock)
        {
            if (_nodes.TryGetValue(key, out var known))
            {
                Remove(known);
            }

            _nodes[key] = _byUse.AddFirst(new Entry(key, count, time.GetTimestamp()));
            while (_nodes.Count > capacity)
            {
                Remove(_byUse.Last!);
            }
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _byUse.Remove(node);
        _nodes.Remove(node.Value.Key);
    }

    private readonly record struct Entry(UInt128 Key, long Count, long Added);
}
