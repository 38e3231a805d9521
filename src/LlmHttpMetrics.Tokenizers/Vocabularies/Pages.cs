using System.Runtime.InteropServices;

namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>Prepares tables that are filled in random order.</summary>
internal static class Pages
{
    private const int Size = 4096;

    /// <summary>
    /// Writes to every page of new, empty memory. If a page is read before it is written, the system has to map it twice, which takes longer than
    /// everything else that is done there; and pages that are not mapped yet cannot be prefetched.
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
