using System.Buffers;

namespace LlmHttpMetrics.Reading;

/// <summary>Pooled buffers for text that waits until it is known what it is, and how many of them are out.</summary>
internal static class TextBuffers
{
    private static long s_out;

    /// <summary>Rented and not given back.</summary>
    public static long Out => Interlocked.Read(ref s_out);

    public static byte[] Rent(int length)
    {
        Interlocked.Increment(ref s_out);
        return ArrayPool<byte>.Shared.Rent(length);
    }

    /// <summary>Gives one back, without the text in it.</summary>
    public static void Return(byte[] buffer)
    {
        Interlocked.Decrement(ref s_out);
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
    }
}
