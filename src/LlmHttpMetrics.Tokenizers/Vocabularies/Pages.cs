using System.Runtime.InteropServices;

namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>Tables that are filled in no order.</summary>
internal static class Pages
{
    private const int Size = 4096;

    /// <summary>
    /// Writes to every page of new, empty memory. Where a page is read before it is written, the system has to change its mind about it,
    /// which takes longer than all else that is done there; and what is not there yet is not fetched ahead.
    /// </summary>
    public static void Touch<T>(T[] empty)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(empty.AsSpan());
        for (var i = 0; i < bytes.Length; i += Size)
        {
            bytes[i] = 0;
        }
    }
}
