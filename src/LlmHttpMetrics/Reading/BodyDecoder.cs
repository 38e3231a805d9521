using System.IO.Compression;
using LlmHttpMetrics.Framing;

namespace LlmHttpMetrics.Reading;

/// <summary>
/// Decompresses a body that the caller receives compressed, as it passes. Gzip and deflate have a window of 32 KB; Brotli may require 16 MB,
/// which is more than a call may use here, so such a body is not read.
/// </summary>
internal sealed class BodyDecoder : IDisposable
{
    private const int BufferSize = 4096;

    /// <summary>A body that expands by more is a decompression bomb: text compresses by far less, and deflate allows 1,032.</summary>
    private const int MaxRatio = 256;

    /// <summary>The first byte of every gzip member (RFC 1952, section 2.3.1).</summary>
    private const byte GzipMark = 0x1F;

    /// <summary>The lower half of the first byte: a zlib header follows (RFC 1950, section 2.2).</summary>
    private const byte ZlibMark = 0x08;

    private readonly Source _source = new();
    private readonly bool _gzip;
    private Stream? _decoded;
    private bool _isPlain;
    private readonly byte[] _buffer = new byte[BufferSize];
    private long _in;
    private long _out;

    private BodyDecoder(bool gzip) => _gzip = gzip;

    /// <summary>The decoder for a content coding; null if there is none.</summary>
    public static BodyDecoder? For(string coding) =>
        coding.Equals("gzip", StringComparison.OrdinalIgnoreCase) || coding.Equals("x-gzip", StringComparison.OrdinalIgnoreCase) ? new BodyDecoder(gzip: true)
        : coding.Equals("deflate", StringComparison.OrdinalIgnoreCase) ? new BodyDecoder(gzip: false)
        : null;

    /// <summary>Decodes the bytes that have arrived and passes them to the reader.</summary>
    /// <exception cref="InvalidDataException">The bytes do not match the header, or are a decompression bomb.</exception>
    public void Decode(ReadOnlySpan<byte> bytes, ResponseReader reader)
    {
        if (_decoded is null && !_isPlain && !bytes.IsEmpty)
        {
            Open(bytes[0]);
        }

        if (_decoded is not { } decoded)
        {
            reader.Feed(bytes);
            return;
        }

        while (!bytes.IsEmpty)
        {
            var piece = bytes[..Math.Min(bytes.Length, _source.Buffer.Length)];
            bytes = bytes[piece.Length..];
            piece.CopyTo(_source.Buffer);
            _source.Available = piece.Length;
            _in += piece.Length;

            // Without more input a read returns nothing, which is not the end: the next piece continues where this one stopped.
            int count;
            while ((count = decoded.Read(_buffer, 0, _buffer.Length)) > 0)
            {
                _out += count;
                if (_out > BufferSize + (_in * MaxRatio))
                {
                    throw new InvalidDataException("The compressed body expands by more than the maximum ratio.");
                }

                reader.Feed(_buffer.AsSpan(0, count));
            }
        }
    }

    public void Dispose() => _decoded?.Dispose();

    /// <summary>
    /// The first byte decides what the header leaves open: "deflate" is zlib by the standard but raw deflate from some servers, and an inner
    /// handler may have decompressed gzip without removing the header.
    /// </summary>
    private void Open(byte first)
    {
        _isPlain = _gzip && first != GzipMark;
        _decoded = _isPlain ? null
            : _gzip ? new GZipStream(_source, CompressionMode.Decompress)
            : (first & 0x0F) == ZlibMark ? new ZLibStream(_source, CompressionMode.Decompress)
            : new DeflateStream(_source, CompressionMode.Decompress);
    }

    private sealed class Source : SequentialStream
    {
        private int _position;

        public byte[] Buffer { get; } = new byte[BufferSize];

        public int Available { get; set; }

        public override bool CanRead => true;

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(buffer.Length, Available);
            Buffer.AsSpan(_position, count).CopyTo(buffer);
            Available -= count;
            _position = Available == 0 ? 0 : _position + count;
            return count;
        }
    }
}
