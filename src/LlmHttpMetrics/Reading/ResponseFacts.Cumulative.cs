using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>Text of streams that repeat it.</summary>
internal sealed partial class ResponseFacts
{
    private const int KindsRepeated = 2;

    private CumulativeText?[]? _repeated;

    private void BeginRepeated()
    {
        foreach (var text in _repeated ?? [])
        {
            text?.Begin();
        }
    }

    /// <summary>Passes what is new of an event's text.</summary>
    private void PassNew(TextKind kind, ReadOnlySpan<byte> utf8)
    {
        _repeated ??= new CumulativeText?[MaxChoices * KindsRepeated];
        ref var text = ref _repeated[(_choice * KindsRepeated) + (kind == TextKind.Answer ? 0 : 1)];
        if (text is null)
        {
            text = new CumulativeText();
            text.Begin();
        }

        var isNew = text.New(utf8);
        PassOn(kind, text.TakeHeld());
        PassOn(kind, isNew);
    }

    private void EndRepeated()
    {
        if (_repeated is null || !_format.TextIsCumulative)
        {
            return;
        }

        for (var i = 0; i < _repeated.Length; i++)
        {
            if (_repeated[i] is { } text)
            {
                text.EndEvent();
                _choice = i / KindsRepeated;
                PassOn(i % KindsRepeated == 0 ? TextKind.Answer : TextKind.Reasoning, text.TakeHeld());
            }
        }

        _choice = 0;
    }

    private void ReleaseRepeated()
    {
        foreach (var text in _repeated ?? [])
        {
            text?.Release();
        }
    }
}
