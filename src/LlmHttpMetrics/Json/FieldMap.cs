using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace LlmHttpMetrics.Json;

/// <summary>The paths that mean something in one kind of body, compiled to a table the scanner can walk while it reads.</summary>
internal sealed class FieldMap
{
    /// <summary>The node of everything that nobody asked for.</summary>
    public const int Nothing = 0;

    /// <summary>The node of the root value.</summary>
    public const int Root = 1;

    /// <summary>Containers open at once that somebody may want to look into; deeper paths are refused when the map is built.</summary>
    public const int MaxDepth = 16;

    /// <summary>Member names longer than this are no names we know.</summary>
    public const int MaxNameLength = 64;

    /// <summary>The map in which nothing is asked for.</summary>
    public static readonly FieldMap Empty = new([]);

    private readonly Node[] _nodes;
    private readonly Entry[] _table;
    private readonly int _shift;

    /// <exception cref="FieldPathException">A path is malformed, too deep, or given two meanings.</exception>
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

        Names = new MemberNames(this);
        _shift = 64 - bits;
        _table = new Entry[1 << bits];
        foreach (var (parent, name, child) in children)
        {
            var slot = (int)(Hash(parent, name) >> _shift);
            while (_table[slot].Child != 0)
            {
                slot = (slot + 1) & (_table.Length - 1);
            }

            _table[slot] = new Entry(Prefix(name), name, (ushort)parent, (ushort)child);
        }
    }

    /// <summary>Reads a path and sees whether a map can follow it.</summary>
    /// <exception cref="FieldPathException">It is malformed or too deep, or holds a name that is too long.</exception>
    public static void Check(string path, out List<string> steps)
    {
        steps = FieldPath.Parse(path);
        if (steps.Count >= MaxDepth)
        {
            throw new FieldPathException(path, 0, $"at most {MaxDepth - 1} steps are allowed");
        }

        if (steps.Find(step => Encoding.UTF8.GetByteCount(step) > MaxNameLength) is { } name)
        {
            throw new FieldPathException(path, path.IndexOf(name, StringComparison.Ordinal), $"a member name of at most {MaxNameLength} bytes is expected here");
        }
    }

    /// <summary>The names that bodies of this kind have had.</summary>
    public MemberNames Names { get; }

    public ref readonly Node this[int node] => ref _nodes[node];

    /// <summary>The node of a member, or <see cref="Nothing"/>.</summary>
    public int Member(int parent, ReadOnlySpan<byte> name) => Member(parent, name, Hash(parent, name));

    /// <inheritdoc cref="Member(int, ReadOnlySpan{byte})"/>
    public int Member(int parent, ReadOnlySpan<byte> name, ulong hash)
    {
        var prefix = Prefix(name);
        var slot = (int)(hash >> _shift);
        while (true)
        {
            ref readonly var entry = ref _table[slot];
            if (entry.Child == 0)
            {
                return Nothing;
            }

            if (entry.Prefix == prefix && entry.Parent == parent && entry.Name.Length == name.Length
                && (name.Length <= 8 || name.SequenceEqual(entry.Name)))
            {
                return entry.Child;
            }

            slot = (slot + 1) & (_table.Length - 1);
        }
    }

    /// <summary>A hash of a member, by the beginning and length of its name.</summary>
    public static ulong Hash(int parent, ReadOnlySpan<byte> name) => Hash(parent, Prefix(name), name.Length);

    /// <summary>The same of a name of which eight bytes can be read, whatever its length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe ulong Hash(int parent, byte* name, int length)
    {
        var prefix = Unsafe.ReadUnaligned<ulong>(name);
        return Hash(parent, length >= sizeof(ulong) ? prefix : prefix & ((1UL << (length * 8)) - 1), length);
    }

    private static ulong Hash(int parent, ulong prefix, int length) =>
        (prefix ^ ((ulong)length << 56) ^ ((ulong)parent * 0xD6E8FEB86659FD93)) * 0x9E3779B97F4A7C15;

    private static ulong Prefix(ReadOnlySpan<byte> name)
    {
        if (name.Length >= 8)
        {
            return BinaryPrimitives.ReadUInt64LittleEndian(name);
        }

        ulong prefix = 0;
        for (var i = 0; i < name.Length; i++)
        {
            prefix |= (ulong)name[i] << (i * 8);
        }

        return prefix;
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

    /// <summary>One place in a body that is looked at.</summary>
    internal readonly record struct Node(FieldAction Action, byte Argument, ushort Element, bool HasMembers);

    private readonly record struct Entry(ulong Prefix, byte[] Name, ushort Parent, ushort Child);
}
