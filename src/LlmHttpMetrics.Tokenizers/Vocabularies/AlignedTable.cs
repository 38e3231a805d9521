using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>A table of words aligned to a cache line, so that no slot spans two lines.</summary>
internal sealed class AlignedTable
{
    private const int CacheLine = 64;

    private readonly ulong[] _words;
    private readonly int _first;

    public unsafe AlignedTable(int length)
    {
        Length = length;
        _words = GC.AllocateArray<ulong>(length + (CacheLine / sizeof(ulong)), pinned: true);
        Pages.Touch(_words);
        var address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_words));
        _first = (int)((CacheLine - (address % CacheLine)) % CacheLine / sizeof(ulong));
    }

    public int Length { get; }

    public ref ulong First
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_words), _first);
    }
}
