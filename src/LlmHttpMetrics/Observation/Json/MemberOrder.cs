using System.Runtime.Intrinsics;

namespace LlmHttpMetrics.Observation.Json;

/// <summary>
/// Expects the names of members in the order of the document before: the events of a stream name theirs alike again and again. A
/// name that is the expected one is recognised by one comparison, without a search for its end.
/// </summary>
internal sealed unsafe class MemberOrder
{
    /// <summary>Bytes compared at once, and the longest name that is expected, with the quote and colon after it.</summary>
    public const int Width = 32;

    /// <summary>Names of a document that are expected, a power of two; of more, the last ones.</summary>
    private const int Capacity = 64;

    private readonly Vector256<byte>[] _names = new Vector256<byte>[Capacity];
    private readonly Member[] _members = new Member[Capacity];
    private int _next;

    /// <summary>Begins a document.</summary>
    public void Begin() => _next = 0;

    /// <summary>Forgets what was expected: the documents mean something else from now on.</summary>
    public void Clear() => Array.Clear(_members);

    /// <summary>True where the expected name stands here, with the quote and colon after it.</summary>
    /// <param name="name">The first byte after the opening quote, with <see cref="Width"/> bytes to read.</param>
    /// <param name="node">The node of the object.</param>
    /// <param name="field">The node of the member.</param>
    /// <param name="length">How many bytes to go on.</param>
    public bool IsNext(byte* name, int node, out int field, out int length)
    {
        var expected = _members[_next];
        var differs = ~Vector256.Equals(Vector256.Load(name), _names[_next]).ExtractMostSignificantBits();
        (field, length) = (expected.Field, expected.Length);
        if (((differs & expected.Mask) | (uint)(expected.Node ^ node)) != 0)
        {
            return false;
        }

        _next = (_next + 1) % Capacity;
        return true;
    }

    /// <summary>Expects another name here the next time.</summary>
    /// <param name="name">The first byte after the opening quote, with <see cref="Width"/> bytes to read.</param>
    /// <param name="node">The node of the object.</param>
    /// <param name="field">The node of the member.</param>
    /// <param name="length">The length of the name, with the quote and colon after it.</param>
    public void Learn(byte* name, int node, int field, int length)
    {
        if (length < Width)
        {
            _names[_next] = Vector256.Load(name);
            _members[_next] = new Member((1u << length) - 1, (ushort)node, (ushort)field, length);
        }

        _next = (_next + 1) % Capacity;
    }

    /// <summary>No object has the node of a member that was not learned.</summary>
    private readonly record struct Member(uint Mask, ushort Node, ushort Field, int Length);
}
