using System.Buffers;
using System.Buffers.Text;
using LlmHttpMetrics.Json;

namespace LlmHttpMetrics.Framing;

/// <summary>
/// An event that is wrapped in another: <c>{"bytes":"eyJ0…"}</c>. It is decoded as it arrives and passed to the scanner; no more of it is
/// buffered than one step of the decoder. https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_PayloadPart.html.
/// </summary>
internal sealed class Base64Event : FieldSink
{
    private const int QuadLength = 4;
    private const int DecodedLength = 1536;

    /// <summary>Encoded characters that fill the buffer.</summary>
    private const int CodedLength = DecodedLength / 3 * QuadLength;

    private static readonly FieldMap Wrapper = new([new("bytes", FieldAction.Text)]);

    private readonly JsonScanner _wrapper;
    private readonly JsonScanner _scanner;
    private readonly byte[] _decoded = new byte[DecodedLength];
    private readonly byte[] _quad = new byte[QuadLength];
    private int _quadLength;
    private bool _ended;

    /// <param name="scanner">Reads the event.</param>
    public Base64Event(JsonScanner scanner)
    {
        _scanner = scanner;
        _wrapper = new JsonScanner(this);
    }

    public void Begin(FieldMap map)
    {
        _wrapper.Begin(Wrapper);
        _scanner.Begin(map);
        _quadLength = 0;
        _ended = false;
    }

    public void Consume(ReadOnlySpan<byte> bytes) => _wrapper.Consume(bytes, stopAtLineEnd: false);

    public void End()
    {
        _wrapper.End();
        _scanner.End();
    }

    public override void Text(FieldAction action, byte argument, ReadOnlySpan<byte> utf8)
    {
        if (_quadLength > 0)
        {
            var missing = Math.Min(QuadLength - _quadLength, utf8.Length);
            utf8[..missing].CopyTo(_quad.AsSpan(_quadLength));
            utf8 = utf8[missing..];
            _quadLength += missing;
            if (_quadLength < QuadLength)
            {
                return;
            }

            _quadLength = 0;
            Decode(_quad);
        }

        var whole = utf8.Length & ~(QuadLength - 1);
        for (var at = 0; at < whole; at += CodedLength)
        {
            Decode(utf8[at..Math.Min(whole, at + CodedLength)]);
        }

        utf8[whole..].CopyTo(_quad);
        _quadLength = utf8.Length - whole;
    }

    public override void Scalar(FieldAction action, byte argument, ValueKind kind, ReadOnlySpan<byte> value)
    {
    }

    public override void Enter(FieldAction action, byte argument, ValueKind kind)
    {
    }

    public override void Leave(FieldAction action, byte argument)
    {
    }

    private void Decode(ReadOnlySpan<byte> quads)
    {
        if (_ended)
        {
            return;
        }

        // Only the last four characters may be padded, and the decoder needs to know when they come. Nothing is read after them, or after text that
        // is not Base64.
        var padding = quads.IndexOf((byte)'=');
        if (padding >= 0)
        {
            quads = quads[..((padding | (QuadLength - 1)) + 1)];
            _ended = true;
        }

        if (Base64.DecodeFromUtf8(quads, _decoded, out _, out var length, isFinalBlock: _ended) != OperationStatus.Done)
        {
            _ended = true;
        }

        _scanner.Consume(_decoded.AsSpan(0, length), stopAtLineEnd: false);
    }
}
