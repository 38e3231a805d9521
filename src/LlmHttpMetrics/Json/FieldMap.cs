using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace LlmHttpMetrics.Json;

/// <summary>The mapped paths of one kind of body, compiled to a table that the scanner follows while reading.</summary>
internal sealed class FieldMap
{
    /// <summary>The node of everything that is not mapped.</summary>
    public const int Nothing = 0;

    /// <summary>The node of the root value.</summary>
    public const int Root = 1;

    /// <summary>The maximum depth of a path; deeper paths are rejected when the map is built.</summary>
    public const int MaxDepth = 16;

    /// <summary>Longer member names are never mapped.</summary>
    public const int MaxNameLength = 64;

    /// <summary>The map without paths.</summary>
    public static readonly FieldMap Empty = new([]);

    private readonly Node[] _nodes;
    private readonly Entry[] _table;
    private readonly int _shift;

    /// <exception cref="FieldPathException">A path is malformed, too deep, or mapped twice.</exception>
    public FieldMap(IEnumerable<Field> fields)
    {
        var nodes = new List<Node> { default, default };
        var children = new List<(int Parent, byte[] Name, int Child)>();
        foreach (var field in fields)
        {
            var at = Root;
            Check(field.Path, out var steps);
            foreach (var step in steps)
            {
                at = Descend(nodes, children, at, step);
            }

            if (nodes[at].Action != FieldAction.None && (nodes[at].Action != field.Action || nodes[at].Argument != field.Argument))
            {
                throw new FieldPathException(field.Path, 0, "the path already has another meaning");
            }

            nodes[at] = nodes[at] with { Action = field.Action, Argument = field.Argument };
        }

        _nodes = [.. nodes];
        var bits = 4;
        while (1 << bits < children.Count * 4)
        {
            bits++;
        }

        _shift = 64 - bits;
        _table = new Entry[1 << bits];
        foreach (var (parent, name, child) in children)
        {
            var slot = (int)(Hash(parent, Prefix(name), name.Length) >> _shift);
            while (_table[slot].Child != 0)
            {
                slot = (slot + 1) & (_table.Length - 1);
            }

            _table[slot] = new Entry(Prefix(name), name, (ushort)parent, (ushort)child);
        }
    }

    /// <summary>Parses a path and checks that a map can contain it.</summary>
    /// <exception cref="FieldPathException">The path is malformed, too deep, or contains a name that is too long.</exception>
    public static void Check(string path, out List<string> steps)
    {
        steps = FieldPath.Parse(path);
        if (steps.Count >= MaxDepth)
        {
            throw new FieldPathException(path, 0, $"at most {MaxDepth - 1} steps are allowed");
        }

        if (steps.Find(step => Encoding.UTF8.GetByteCount(step) > MaxNameLength) is { } name)
        {
            throw new FieldPathException(
                path, path.IndexOf(name, StringComparison.Ordinal), $"a member name of at most {MaxNameLength} bytes is expected here");
        }
    }

    public ref readonly Node this[int node] => ref _nodes[node];

    /// <summary>The node of a member, or <see cref="Nothing"/>.</summary>
    public int Member(int parent, ReadOnlySpan<byte> name) => Member(parent, name, Prefix(name));

    /// <summary>The same, for a name in a longer buffer.</summary>
    /// <param name="parent">The node of the object.</param>
    /// <param name="name">The start of the name.</param>
    /// <param name="length">The length of the name.</param>
    /// <param name="readable">The number of bytes that can be read from the start of the name.</param>
    public unsafe int Member(int parent, byte* name, int length, int readable)
    {
        var span = new ReadOnlySpan<byte>(name, length);
        if (readable < sizeof(ulong))
        {
            return Member(parent, span);
        }

        var prefix = Unsafe.ReadUnaligned<ulong>(name);
        return Member(parent, span, length >= sizeof(ulong) ? prefix : prefix & ((1UL << (length * 8)) - 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Member(int parent, ReadOnlySpan<byte> name, ulong prefix)
    {
        for (var slot = (int)(Hash(parent, prefix, name.Length) >> _shift); ; slot = (slot + 1) & (_table.Length - 1))
        {
            ref readonly var entry = ref _table[slot];
            if (entry.Child == Nothing)
            {
                return Nothing;
            }

            if (entry.Prefix == prefix && entry.Parent == parent && entry.Name.Length == name.Length
                && (name.Length <= sizeof(ulong) || name.SequenceEqual(entry.Name)))
            {
                return entry.Child;
            }
        }
    }

    private static ulong Hash(int parent, ulong prefix, int length) =>
        (prefix ^ ((ulong)length << 56) ^ ((ulong)parent * 0xD6E8FEB86659FD93)) * 0x9E3779B97F4A7C15;

    /// <summary>The first eight bytes of a name, as a number.</summary>
    private static ulong Prefix(ReadOnlySpan<byte> name)
    {
        Span<byte> first = stackalloc byte[sizeof(ulong)];
        first.Clear();
        name[..Math.Min(name.Length, sizeof(ulong))].CopyTo(first);
        return BinaryPrimitives.ReadUInt64LittleEndian(first);
    }

    private static int Descend(List<Node> nodes, List<(int Parent, byte[] Name, int Child)> children, int at, string step)
    {
        if (step == FieldPath.EveryElement)
        {
            if (nodes[at].Element == Nothing)
            {
                nodes.Add(default);
                nodes[at] = nodes[at] with { Element = (ushort)(nodes.Count - 1) };
            }

            return nodes[at].Element;
        }

        var name = Encoding.UTF8.GetBytes(step);
        foreach (var known in children)
        {
            if (known.Parent == at && known.Name.AsSpan().SequenceEqual(name))
            {
                return known.Child;
            }
        }

        nodes.Add(default);
        nodes[at] = nodes[at] with { HasMembers = true };
        children.Add((at, name, nodes.Count - 1));
        return nodes.Count - 1;
    }

    /// <summary>A mapped place in a body.</summary>
    internal readonly record struct Node(FieldAction Action, byte Argument, ushort Element, bool HasMembers);

    private readonly record struct Entry(ulong Prefix, byte[] Name, ushort Parent, ushort Child);
}
