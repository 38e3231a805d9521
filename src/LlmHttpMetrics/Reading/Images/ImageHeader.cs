using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace LlmHttpMetrics.Reading.Images;

/// <summary>The width and height of an image, from the first bytes of a PNG, GIF, WebP or JPEG.</summary>
internal struct ImageHeader
{
    /// <summary>The maximum number of bytes to read: a JPEG may have hundreds of kilobytes of metadata before its size.</summary>
    public const int MaxBytes = 512 * 1024;

    private const int HeadLength = 32;

    private HeadBytes _head;
    private JpegSegments _segments;
    private int _length;
    private bool _isJpeg;

    /// <summary>In pixels; 0 if it is not known.</summary>
    public int Width { readonly get; private set; }

    /// <summary>In pixels; 0 if it is not known.</summary>
    public int Height { readonly get; private set; }

    /// <summary>More bytes would not change the result.</summary>
    public bool IsDone { readonly get; private set; }

    public void Feed(byte b)
    {
        if (IsDone)
        {
            return;
        }

        if (_isJpeg)
        {
            IsDone = _segments.Feed(b) || ++_length == MaxBytes;
            Set(_segments.Width, _segments.Height);
            return;
        }

        _head[_length++] = b;
        if (_length == 2 && _head[0] == 0xFF && b == 0xD8)
        {
            _isJpeg = true;
        }
        else if (_length == HeadLength)
        {
            IsDone = true;
            Read(_head);
        }
    }

    /// <summary>PNG (https://www.w3.org/TR/png-3/#11IHDR), GIF 89a, WebP (RFC 9649).</summary>
    private void Read(ReadOnlySpan<byte> head)
    {
        if (head[0] == 0x89 && head[1..].StartsWith("PNG\r\n\x1A\n"u8))
        {
            Set(BinaryPrimitives.ReadUInt32BigEndian(head[16..]), BinaryPrimitives.ReadUInt32BigEndian(head[20..]));
        }
        else if (head.StartsWith("GIF8"u8))
        {
            Set(BinaryPrimitives.ReadUInt16LittleEndian(head[6..]), BinaryPrimitives.ReadUInt16LittleEndian(head[8..]));
        }
        else if (head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8))
        {
            ReadWebP(head[12..]);
        }
    }

    private void ReadWebP(ReadOnlySpan<byte> chunk)
    {
        const uint FourteenBits = 0x3FFF;
        if (chunk.StartsWith("VP8X"u8))
        {
            Set(1 + UInt24(chunk[12..]), 1 + UInt24(chunk[15..]));
        }
        else if (chunk.StartsWith("VP8L"u8))
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(chunk[9..]);
            Set(1 + (bits & FourteenBits), 1 + ((bits >> 14) & FourteenBits));
        }
        else if (chunk.StartsWith("VP8 "u8))
        {
            Set(BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]) & FourteenBits, BinaryPrimitives.ReadUInt16LittleEndian(chunk[16..]) & FourteenBits);
        }
    }

    private static uint UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | ((uint)bytes[1] << 8) | ((uint)bytes[2] << 16);

    private void Set(uint width, uint height)
    {
        if (width is > 0 and <= int.MaxValue && height is > 0 and <= int.MaxValue)
        {
            (Width, Height) = ((int)width, (int)height);
        }
    }

    [InlineArray(HeadLength)]
    private struct HeadBytes
    {
        private byte _first;
    }
}
