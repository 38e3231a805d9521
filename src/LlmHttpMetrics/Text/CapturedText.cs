using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Text;

/// <summary>Keeps the text that was sent and the visible answer, and nothing else of a body.</summary>
internal sealed class CapturedText : ITextSink
{
    private HeldText? _held;

    /// <summary>The next sink for the text.</summary>
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

    /// <summary>Transfers what was kept to the caller.</summary>
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
