using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>
/// The text of an answer. It is passed on as it is read, unless its kind or its choice is not known yet, or the stream may repeat earlier text.
/// </summary>
internal sealed class AnswerText(AnswerEvent current, ChoiceCursor choice)
{
    /// <summary>The maximum length of text that waits for the member with its choice index; deltas are far smaller.</summary>
    private const int MaxHeldText = 16 * 1024;

    private const int KindsRepeated = 2;

    private WireFormat _format = null!;
    private ITextSink _sink = null!;
    private bool _streamed;
    private byte[]? _held;
    private int _heldLength;
    private FieldAction _heldAction;
    private TextKind _heldKind;
    private TextKind? _partKind;
    private bool _answerTextSeen;
    private CumulativeText?[]? _repeated;

    /// <summary>The model refused to answer, in a content part or member for refusals.</summary>
    public bool Refused { get; private set; }

    /// <summary>Reasoning was received as text, so its tokens took time on the wire.</summary>
    public bool ReasoningSeen { get; private set; }

    public void Begin(WireFormat format, bool streamed, ITextSink sink)
    {
        _format = format;
        _streamed = streamed;
        _sink = sink;
        _answerTextSeen = Refused = ReasoningSeen = false;
        _partKind = null;
        _heldLength = 0;
        foreach (var text in _repeated ?? [])
        {
            text?.Begin();
        }
    }

    public void EnterPart() => _partKind = null;

    /// <summary>The type of the event is known, which may decide the kind of its text.</summary>
    public void OnEventType()
    {
        if (current.Text is { } kind)
        {
            Release(kind);
        }
    }

    /// <summary>The choice of the text is known.</summary>
    public void OnChoice() => Release(_heldKind);

    public void EndEvent()
    {
        Release(current.Text ?? _heldKind);
        EndRepeated();
    }

    /// <summary>Returns the rented text buffers.</summary>
    public void ReleaseBuffers()
    {
        if (_held is { } held)
        {
            _held = null;
            TextBuffers.Return(held);
        }

        foreach (var text in _repeated ?? [])
        {
            text?.Release();
        }
    }

    public void Add(FieldAction action, byte argument, ReadOnlySpan<byte> utf8)
    {
        var kind = (TextKind)argument;
        if (action == FieldAction.EventText)
        {
            if (current.Text is not { } known)
            {
                Hold(action, TextKind.Answer, utf8);
                return;
            }

            kind = known;
        }
        else if (action == FieldAction.PartText)
        {
            if (_partKind is not { } known)
            {
                Hold(action, kind, utf8);
                return;
            }

            kind = PartKind(kind, known);
        }
        else if (_streamed && choice.AwaitsIndex)
        {
            Hold(action, kind, utf8);
            return;
        }

        Pass(kind, utf8);
    }

    /// <summary>Text of a repetition at the end keeps that kind, so that only the answer's text counts.</summary>
    private static TextKind PartKind(TextKind argument, TextKind ofType) =>
        argument == TextKind.FinalAnswer && ofType == TextKind.Answer ? TextKind.FinalAnswer : ofType;

    public void SetPartType(ReadOnlySpan<byte> type)
    {
        if (_format.PartKinds.TryGet(type, out var kind))
        {
            _partKind = kind;
            Refused |= kind == TextKind.Refusal;
            Settle(PartKind(_heldKind, kind));
        }
    }

    public void LeavePart()
    {
        Settle(_heldKind);
        _partKind = null;
    }

    /// <summary>The kind of the buffered text is known; its choice may not be known yet.</summary>
    private void Settle(TextKind kind)
    {
        if (_streamed && choice.AwaitsIndex)
        {
            (_heldAction, _heldKind) = (FieldAction.Text, kind);
        }
        else
        {
            Release(kind);
        }
    }

    private void Pass(TextKind kind, ReadOnlySpan<byte> utf8)
    {
        if (_format.TextIsCumulative && _streamed && (kind is TextKind.Answer or TextKind.Reasoning))
        {
            PassNew(kind, utf8);
        }
        else
        {
            PassOn(kind, choice.Index, utf8);
        }
    }

    private void PassOn(TextKind kind, int part, ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return;
        }

        switch (kind)
        {
            case TextKind.FinalAnswer when _answerTextSeen:
                return;
            case TextKind.FinalAnswer:
                kind = TextKind.Answer;
                break;
            case TextKind.Answer:
                _answerTextSeen = true;
                break;
            case TextKind.Reasoning:
                ReasoningSeen = true;
                break;
            case TextKind.ReasoningDetail:
                ReasoningSeen = true;
                kind = TextKind.Media;
                break;
            case TextKind.Refusal:
                Refused = true;
                break;
        }

        current.AddContent(isAnswer: kind is TextKind.Answer or TextKind.Refusal or TextKind.ToolArguments);
        _sink.OnText(kind, part, utf8);
    }

    private void Hold(FieldAction action, TextKind kind, ReadOnlySpan<byte> utf8)
    {
        if (_heldLength > 0 && (action != _heldAction || kind != _heldKind || _heldLength + utf8.Length > MaxHeldText))
        {
            Release(_heldKind);
        }

        if (utf8.Length > MaxHeldText)
        {
            Pass(kind, utf8);
            return;
        }

        _held ??= TextBuffers.Rent(MaxHeldText);
        utf8.CopyTo(_held.AsSpan(_heldLength));
        _heldLength += utf8.Length;
        (_heldAction, _heldKind) = (action, kind);
    }

    private void Release(TextKind kind)
    {
        if (_heldLength > 0)
        {
            var length = _heldLength;
            _heldLength = 0;
            Pass(kind, _held.AsSpan(0, length));
        }
    }

    /// <summary>Passes on the new part of an event's text.</summary>
    private void PassNew(TextKind kind, ReadOnlySpan<byte> utf8)
    {
        _repeated ??= new CumulativeText?[ChoiceCursor.MaxChoices * KindsRepeated];
        ref var text = ref _repeated[(choice.Index * KindsRepeated) + (kind == TextKind.Answer ? 0 : 1)];
        if (text is null)
        {
            text = new CumulativeText();
            text.Begin();
        }

        var isNew = text.New(utf8);
        PassOn(kind, choice.Index, text.TakeHeld());
        PassOn(kind, choice.Index, isNew);
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
                PassOn(i % KindsRepeated == 0 ? TextKind.Answer : TextKind.Reasoning, i / KindsRepeated, text.TakeHeld());
            }
        }
    }
}
