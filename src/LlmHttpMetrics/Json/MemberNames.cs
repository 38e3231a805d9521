using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LlmHttpMetrics.Json;

/// <summary>
/// The member names that bodies of one kind have had, those nobody asked for included, and which followed which when they
/// were first seen. Shared by all who read such bodies; it holds names alone, and of those a fixed number.
/// </summary>
internal sealed class MemberNames(FieldMap map)
{
    /// <summary>Bytes compared at once: a name, its closing quote and the colon after it.</summary>
    public const int Width = 32;

    /// <summary>Names kept; the bodies we know have fewer.</summary>
    public const int Capacity = 256;

    /// <summary>Stands before the first name of a document, at a node that no name has.</summary>
    public const int Start = 0;

    private const int IndexBits = 10;
    private const int IndexShift = 64 - IndexBits;
    private const int IndexSize = 1 << IndexBits;

    private readonly byte[] _bytes = new byte[Capacity * Width];
    private readonly Entry[] _entries = CreateEntries();
    private readonly ushort[] _index = new ushort[IndexSize];
    private readonly ushort[] _first = new ushort[Capacity];
    private readonly object _lock = new();
    private int _count = 1;

    public ref Entry Entries => ref MemoryMarshal.GetArrayDataReference(_entries);

    public ref byte Bytes => ref MemoryMarshal.GetArrayDataReference(_bytes);

    /// <summary>For each name, the one that followed it first.</summary>
    public ReadOnlySpan<ushort> FirstFollowers => _first;

    /// <summary>The number of a known name that stands here, by its first bytes; <see cref="Start"/> where it takes more to tell.</summary>
    /// <param name="node">The node whose member it is.</param>
    /// <param name="at">The first byte after the opening quote, with <see cref="Width"/> bytes to read.</param>
    /// <param name="length">The length of the name, where it is known.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe int Find(int node, byte* at, out int length)
    {
        var read = Vector256.Load(at);
        var quotes = Vector256.Equals(read, Vector256.Create((byte)'"')).ExtractMostSignificantBits();
        length = BitOperations.TrailingZeroCount(quotes);
        var known = (int)Volatile.Read(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_index), (int)(FieldMap.Hash(node, at, length) >> IndexShift)));

        // A name that is kept holds no quote, so one that is equal up to the first has its length too.
        var upToQuote = quotes ^ (quotes - 1);
        var equal = Vector256.Equals(read, Vector256.LoadUnsafe(ref Bytes, (nuint)(known * Width))).ExtractMostSignificantBits();
        return ((~equal & upToQuote) | (uint)(Unsafe.Add(ref Entries, known).Node ^ node)) == 0 ? known : Start;
    }

    /// <summary>The number of a name, which becomes known by this; <see cref="Start"/> where there is no room for it.</summary>
    public int Find(int node, ReadOnlySpan<byte> name, ulong hash, int previous)
    {
        if (name.Length > Width - 2)
        {
            return Start;
        }

        var slot = (int)(hash >> IndexShift);
        while (Volatile.Read(ref _index[slot]) is not 0 and var known)
        {
            if (_entries[known].Node == node && _entries[known].Length == name.Length + 2 && name.SequenceEqual(_bytes.AsSpan(known * Width, name.Length)))
            {
                return known;
            }

            slot = (slot + 1) & (IndexSize - 1);
        }

        return Volatile.Read(ref _count) < Capacity ? Add(node, name, hash, previous) : Start;
    }

    private int Add(int node, ReadOnlySpan<byte> name, ulong hash, int previous)
    {
        lock (_lock)
        {
            if (_count == Capacity)
            {
                return Start;
            }

            var slot = (int)(hash >> IndexShift);
            while (_index[slot] != 0)
            {
                slot = (slot + 1) & (IndexSize - 1);
            }

            var added = _count++;
            var kept = _bytes.AsSpan(added * Width, Width);
            name.CopyTo(kept);
            kept[name.Length] = (byte)'"';
            kept[name.Length + 1] = (byte)':';
            _entries[added] = new Entry
            {
                Mask = name.Length + 2 == Width ? uint.MaxValue : (1u << (name.Length + 2)) - 1,
                Node = (ushort)node,
                Length = (byte)(name.Length + 2),
                Field = (ushort)map.Member(node, name),
            };

            // Those who look a name up, or expect one, take no lock: it has to be whole before it can be found.
            if (_first[previous] == 0)
            {
                Volatile.Write(ref _first[previous], (ushort)added);
            }

            Volatile.Write(ref _index[slot], (ushort)added);
            return added;
        }
    }

    private static Entry[] CreateEntries()
    {
        var entries = new Entry[Capacity];
        Array.Fill(entries, new Entry { Mask = uint.MaxValue, Node = ushort.MaxValue });
        return entries;
    }

    internal struct Entry
    {
        public uint Mask;
        public ushort Node;
        public ushort Field;
        public byte Length;
    }
}
