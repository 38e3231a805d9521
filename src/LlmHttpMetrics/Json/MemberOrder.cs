using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LlmHttpMetrics.Json;

/// <summary>
/// Expects the names of members in the order of the document before: the events of a stream name theirs alike again and again. A
/// name that is the expected one is recognised by one comparison, without a search for its end.
/// </summary>
internal sealed unsafe class MemberOrder
{
    /// <summary>Bytes compared at once: the longest name that is expected, with the quote and colon after it, is shorter.</summary>
    private const int Width = 32;

    /// <summary>Names of a document that are expected, a power of two; of more, the last ones.</summary>
    private const int Capacity = 64;

    private readonly Member[] _members = new Member[Capacity];
    private int _next;

    /// <summary>Begins a document.</summary>
    public void Begin() => _next = 0;

    /// <summary>Forgets what was expected: documents mean something else from now on.</summary>
    public void Clear() => Array.Clear(_members);

    /// <summary>True where the expected name stands here, with the quote and colon after it.</summary>
    /// <param name="name">The first byte after the opening quote.</param>
    /// <param name="readable">How many bytes can be read there.</param>
    /// <param name="node">The node of the object.</param>
    /// <param name="field">The node of the member.</param>
    /// <param name="length">How many bytes to go on.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsNext(byte* name, int readable, int node, out int field, out int length)
    {
        if (readable < Width)
        {
            (field, length) = (FieldMap.Nothing, 0);
            return false;
        }

        ref readonly var expected = ref _members[_next];
        var equal = Vector256.Equals(Vector256.Load(name), expected.Name).ExtractMostSignificantBits();
        field = expected.Field;
        length = expected.Length;
        if (((~equal & expected.Mask) | (uint)(expected.Node ^ node)) != 0)
        {
            return false;
        }

        _next = (_next + 1) & (Capacity - 1);
        return true;
    }

    /// <summary>Expects another name here the next time.</summary>
    /// <param name="name">The first byte after the opening quote.</param>
    /// <param name="readable">How many bytes can be read there.</param>
    /// <param name="node">The node of the object.</param>
    /// <param name="field">The node of the member.</param>
    /// <param name="length">The length of the name, with the quote and colon after it.</param>
    public void Learn(byte* name, int readable, int node, int field, int length)
    {
        if (readable < Width)
        {
            return;
        }

        if (length < Width)
        {
            _members[_next] = new Member(Vector256.Load(name), (1u << length) - 1, node, field, length);
        }

        _next = (_next + 1) & (Capacity - 1);
    }

    /// <param name="Name">The name and what follows it.</param>
    /// <param name="Mask">A bit for each byte that counts.</param>
    /// <param name="Node">The node of the object; that of a member never learned is no object's.</param>
    /// <param name="Field">The node of the member.</param>
    /// <param name="Length">How many bytes count.</param>
    private readonly record struct Member(Vector256<byte> Name, uint Mask, int Node, int Field, int Length);
}
