using System.Text.Json;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>The end of a file whose writer was killed while it wrote a line.</summary>
internal static class TornEnd
{
    private const int Step = 64 * 1024;
    private const int MaxLineLength = 64 * 1024 * 1024;

    /// <summary>Whether the file does not end with a line break.</summary>
    public static bool IsTorn(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = RandomAccess.GetLength(file);
        Span<byte> last = stackalloc byte[1];
        return length > 0 && RandomAccess.Read(file, last, length - 1) == 1 && last[0] != '\n';
    }

    /// <summary>Adds a missing line break to the last line, so that the next line is separate. Nothing is cut off.</summary>
    public static void Close(FileStream file)
    {
        var length = file.Length;
        if (length > 0 && ReadAt(file, length - 1, 1)[0] != '\n')
        {
            RandomAccess.Write(file.SafeFileHandle, "\n"u8, length);
        }
    }

    /// <summary>Adds a missing line break to a complete last line, and cuts off an incomplete one. A line that is too long to parse is kept.</summary>
    /// <returns>The number of bytes that were cut off.</returns>
    public static long Repair(FileStream file)
    {
        var length = file.Length;
        var start = LineStart(file);
        if (start == length)
        {
            return 0;
        }

        if (length - start > MaxLineLength || IsWhole(ReadAt(file, start, (int)(length - start))))
        {
            RandomAccess.Write(file.SafeFileHandle, "\n"u8, length);
            length = start;
        }
        else
        {
            RandomAccess.SetLength(file.SafeFileHandle, start);
        }

        RandomAccess.FlushToDisk(file.SafeFileHandle);
        return length - start;
    }

    /// <summary>Whether the line is a JSON object; an incomplete object never is.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> line)
    {
        Utf8JsonReader reader = new(line);
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static long LineStart(FileStream file)
    {
        for (var end = file.Length; end > 0;)
        {
            var start = Math.Max(0, end - Step);
            if (ReadAt(file, start, (int)(end - start)).AsSpan().LastIndexOf((byte)'\n') is >= 0 and var found)
            {
                return start + found + 1;
            }

            end = start;
        }

        return 0;
    }

    private static byte[] ReadAt(FileStream file, long start, int length)
    {
        var bytes = new byte[length];
        for (var read = 0; read < length;)
        {
            var more = RandomAccess.Read(file.SafeFileHandle, bytes.AsSpan(read), start + read);
            if (more == 0)
            {
                throw new EndOfStreamException();
            }

            read += more;
        }

        return bytes;
    }
}
