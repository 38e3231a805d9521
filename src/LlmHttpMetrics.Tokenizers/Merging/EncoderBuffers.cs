using System.Buffers;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Tokenizers.Merging;

/// <summary>Rented buffers for a piece: its bytes with padding for reads beyond its end, its tokens, and the marks of the encoder.</summary>
internal readonly ref struct EncoderBuffers
{
    private readonly byte[] _text;
    private readonly int[] _tokens;
    private readonly ulong[] _dead;
    private readonly int _marks;

    public EncoderBuffers(ReadOnlySpan<byte> piece)
    {
        _marks = (piece.Length >> 6) + 1;
        _text = ArrayPool<byte>.Shared.Rent(piece.Length + PieceKey.Reach);
        _tokens = ArrayPool<int>.Shared.Rent(piece.Length);
        _dead = ArrayPool<ulong>.Shared.Rent(_marks);
        piece.CopyTo(_text);
        Dead.Clear();
    }

    public ref byte Text => ref _text[0];

    public Span<int> Tokens => _tokens;

    public Span<ulong> Dead => _dead.AsSpan(0, _marks);

    public void Dispose()
    {
        ArrayPool<ulong>.Shared.Return(_dead);
        ArrayPool<int>.Shared.Return(_tokens);
        ArrayPool<byte>.Shared.Return(_text);
    }
}
