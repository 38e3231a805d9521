using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LlmHttpMetrics.Json;

/// <summary>
/// Predicts member names from the order in the previous document, because the events of a stream have the same members. An
/// expected name is recognized by one comparison, without a search for its end.
/// </summary>
internal sealed unsafe class MemberOrder
{
    /// <summary>The number of bytes compared at once; an expected name is shorter, including its quote and colon.</summary>
    private const int Width = 32;

    /// <summary>The maximum number of expected names per document, a power of two; if there are more, the last ones are kept.</summary>
    private const int Capacity = 64;

    private readonly Member[] _members = new Member[Capacity];
    private int _next;

    /// <summary>Begins a document.</summary>
    public void Begin() => _next = 0;

    /// <summary>Clears all expected names; called when the map changes.</summary>
    public void Clear() => Array.Clear(_members);

    /// <summary>Whether the expected name is at this position, followed by a quote and a colon.</summary>
    /// <param name="name">The first byte after the opening quote.</param>
    /// <param name="readable">The number of bytes that can be read there.</param>
    /// <param name="node">The node of the object.</param>
    /// <param name="field">The node of the member.</param>
    /// <param name="length">The number of bytes to skip.</param>
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

    /// <summary>Replaces the name expected at this position.</summary>
    /// <param name="name">The first byte after the opening quote.</param>
    /// <param name="readable">The number of bytes that can be read there.</param>
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

    /// <param name="Name">The name and the bytes after it.</param>
    /// <param name="Mask">One bit per byte to compare.</param>
    /// <param name="Node">The node of the object; an unused entry has a node that no object has.</param>
    /// <param name="Field">The node of the member.</param>
    /// <param name="Length">The number of bytes to compare.</param>
    private readonly record struct Member(Vector256<byte> Name, uint Mask, int Node, int Field, int Length);
}
