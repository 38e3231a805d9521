using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Text;

/// <summary>Keeps what was sent as text and the visible answer, and nothing else of a body.</summary>
internal sealed class CapturedText : ITextSink
{
    private HeldText? _held;

    /// <summary>Where the text goes besides.</summary>
    public ITextSink? Next { get; set; }

    public void Begin(int limit)
    {
        _held ??= new HeldText();
        _held.Begin(limit);
    }

    public void OnText(TextKind kind, int part, ReadOnlySpan<byte> utf8)
    {
        if (kind is TextKind.Input or TextKind.Answer)
        {
            _held!.OnText(kind, part, utf8);
        }

        Next?.OnText(kind, part, utf8);
    }

    /// <summary>Hands over what is kept.</summary>
    public HeldText? Take()
    {
        var held = _held;
        _held = null;
        return held;
    }

    public void Reset()
    {
        _held?.Release();
        Next = null;
    }
}
