using System.Buffers;

namespace LlmHttpMetrics.Reading;

/// <summary>Pooled buffers for text whose kind or choice is not known yet, and the number of them that are rented.</summary>
internal static class TextBuffers
{
    private static long s_out;

    /// <summary>Buffers that were rented and not returned.</summary>
    public static long Out => Interlocked.Read(ref s_out);

    public static byte[] Rent(int length)
    {
        Interlocked.Increment(ref s_out);
        return ArrayPool<byte>.Shared.Rent(length);
    }

    /// <summary>Returns a buffer after clearing its text.</summary>
    public static void Return(byte[] buffer)
    {
        Interlocked.Decrement(ref s_out);
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
    }
}
