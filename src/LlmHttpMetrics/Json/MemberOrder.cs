using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LlmHttpMetrics.Json;

/// <summary>
/// Expects the member names of a document in the order of the one before. The events of a stream, and the answers of one
/// service, name their members alike again and again; a name that is the expected one is recognised by a single comparison,
/// without looking for its end.
/// </summary>
internal sealed class MemberOrder
{
    private readonly ushort[] _followers = new ushort[MemberNames.Capacity];
    private FieldMap _map = FieldMap.Empty;
    private MemberNames _names = FieldMap.Empty.Names;
    private int _last;
    private int _expected;

    /// <summary>Documents are of another kind from now on.</summary>
    public void Use(FieldMap map)
    {
        _map = map;
        _names = map.Names;
        _names.FirstFollowers.CopyTo(_followers);
    }

    public void BeginDocument()
    {
        _last = MemberNames.Start;
        _expected = _followers[MemberNames.Start];
    }

    /// <summary>Where in the document's order of names we are.</summary>
    public int Position
    {
        get => _last;
        set
        {
            _last = value;
            _expected = _followers[value];
        }
    }

    /// <summary>True where the expected name stands here; <paramref name="length"/> then includes the quote and colon after it.</summary>
    /// <param name="at">The first byte after the opening quote, with <see cref="MemberNames.Width"/> bytes to read.</param>
    /// <param name="node">The node whose member it is.</param>
    /// <param name="length">How many bytes to go on.</param>
    /// <param name="field">The member's node.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe bool TryExpected(byte* at, int node, out int length, out int field)
    {
        var expected = _expected;
        ref var entry = ref Unsafe.Add(ref _names.Entries, expected);
        var name = Vector256.LoadUnsafe(ref _names.Bytes, (nuint)(expected * MemberNames.Width));
        var equal = Vector256.Equals(Vector256.Load(at), name).ExtractMostSignificantBits();
        length = entry.Length;
        field = entry.Field;
        if (((~equal & entry.Mask) | (uint)(entry.Node ^ node)) != 0)
        {
            return false;
        }

        _last = expected;
        _expected = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_followers), expected);
        return true;
    }

    /// <summary>True where another name that is known stands here; <paramref name="length"/> then includes the quote after it.</summary>
    /// <param name="at">The first byte after the opening quote, with <see cref="MemberNames.Width"/> bytes to read.</param>
    /// <param name="node">The node whose member it is.</param>
    /// <param name="length">How many bytes to go on.</param>
    /// <param name="field">The member's node.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe bool TryKnown(byte* at, int node, out int length, out int field)
    {
        var found = _names.Find(node, at, out length);
        if (found == MemberNames.Start)
        {
            field = FieldMap.Nothing;
            return false;
        }

        length++;
        field = Follow(found);
        return true;
    }

    /// <summary>The member's node, for a name that was not the expected one; the next time it will be.</summary>
    public int Field(int node, ReadOnlySpan<byte> name)
    {
        var hash = FieldMap.Hash(node, name);
        var found = _names.Find(node, name, hash, _last);
        if (found == MemberNames.Start)
        {
            return _map.Member(node, name, hash);
        }

        return Follow(found);
    }

    private int Follow(int found)
    {
        ref var followers = ref MemoryMarshal.GetArrayDataReference(_followers);
        Unsafe.Add(ref followers, _last) = (ushort)found;
        _last = found;
        _expected = Unsafe.Add(ref followers, found);
        return Unsafe.Add(ref _names.Entries, found).Field;
    }
}
