using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>Choices, their finish reasons and their text.</summary>
internal sealed partial class ResponseFacts
{
    /// <summary>The maximum number of choices that are kept separately; OpenAI allows 128.</summary>
    private const int MaxChoices = 128;

    /// <summary>The maximum length of text that waits for the member with its choice index; deltas are far smaller.</summary>
    private const int MaxHeldText = 16 * 1024;

    private readonly KnownName?[] _finishReasons = new KnownName?[MaxChoices];
    private byte[]? _held;
    private int _heldLength;
    private FieldAction _heldAction;
    private TextKind _heldKind;
    private KnownName? _finishReason;
    private TextKind? _partKind;
    private int _choice;
    private int _element;
    private bool _indexKnown;
    private bool _answerTextSeen;

    /// <summary>The number of choices so far, by the highest index.</summary>
    public int ChoiceCount { get; private set; }

    public int FinishReasonCount { get; private set; }

    public KnownName? FinishReason(int choice) => _finishReasons[choice];

    /// <summary>The meaning of a choice's finish reason, from the format's own table or else from the common words.</summary>
    public FinishKind FinishKindOf(int choice) => KindOf(_finishReasons[choice]);

    /// <summary>The meaning of the reason why the whole answer is incomplete.</summary>
    public FinishKind IncompleteKind => KindOf(_incompleteReason);

    /// <summary>The meaning of the status of the whole answer, from the format's own table.</summary>
    public FinishKind StatusKind => _status is { } status && _format.FinishKinds.TryGet(status.Utf8, out var kind) ? kind : FinishKind.Other;

    /// <summary>The model refused to answer, in a content part or member for refusals.</summary>
    public bool Refused { get; private set; }

    /// <summary>The last finish reason that is in no table.</summary>
    public KnownName? UnknownReason { get; private set; }

    /// <summary>The provider did not accept the prompt.</summary>
    public bool PromptBlocked { get; private set; }

    public override void Text(FieldAction action, byte argument, ReadOnlySpan<byte> utf8)
    {
        var kind = (TextKind)argument;
        if (action == FieldAction.EventText)
        {
            if (_rule?.Text is not { } known)
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
        else if (_streamed && _inChoice && !_indexKnown)
        {
            Hold(action, kind, utf8);
            return;
        }

        Pass(kind, utf8);
    }

    /// <summary>Text of a repetition at the end keeps that kind, so that only the answer's text counts.</summary>
    private static TextKind PartKind(TextKind argument, TextKind ofType) =>
        argument == TextKind.FinalAnswer && ofType == TextKind.Answer ? TextKind.FinalAnswer : ofType;

    private void SetPartType(ReadOnlySpan<byte> type)
    {
        if (_format.PartKinds.TryGet(type, out var kind))
        {
            _partKind = kind;
            Refused |= kind == TextKind.Refusal;
            Settle(PartKind(_heldKind, kind));
        }
    }

    private void LeavePart()
    {
        Settle(_heldKind);
        _partKind = null;
    }

    /// <summary>The kind of the buffered text is known; its choice may not be known yet.</summary>
    private void Settle(TextKind kind)
    {
        if (_streamed && _inChoice && !_indexKnown)
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
            PassOn(kind, utf8);
        }
    }

    private void PassOn(TextKind kind, ReadOnlySpan<byte> utf8)
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

        _eventHasContent = true;
        _eventHasAnswer |= kind is TextKind.Answer or TextKind.Refusal or TextKind.ToolArguments;
        _text.OnText(kind, _choice, utf8);
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

    /// <summary>Returns the rented text buffers.</summary>
    public void ReleaseBuffers()
    {
        if (_held is { } held)
        {
            _held = null;
            TextBuffers.Return(held);
        }

        ReleaseRepeated();
    }

    private bool _inChoice;

    private void BeginChoices()
    {
        Array.Clear(_finishReasons, 0, Math.Min(ChoiceCount, MaxChoices));
        ChoiceCount = FinishReasonCount = 0;
        _choice = 0;
        _answerTextSeen = _inChoice = PromptBlocked = Refused = false;
        UnknownReason = null;
        _partKind = null;
        _heldLength = 0;
        BeginRepeated();
    }

    private void EnterChoice()
    {
        _inChoice = true;
        _indexKnown = false;
        _finishReason = null;
        _choice = Math.Min(_element++, MaxChoices - 1);
    }

    private void SetChoiceIndex(ReadOnlySpan<byte> value)
    {
        if (Number.TryReadFigure(value, out var index))
        {
            _choice = (int)Math.Min(index, MaxChoices - 1);
            _indexKnown = true;
            Release(_heldKind);
        }
    }

    private void SetFinishReason(ReadOnlySpan<byte> value)
    {
        if ((_format.FinishKinds.TryGet(value, out var kind) || FinishKinds.TryGet(value, out kind)) && kind == FinishKind.NotYet)
        {
            return;
        }

        _finishReason = Name(FieldAction.FinishReason, value);
        if (!_inChoice)
        {
            Finish(0);
        }
    }

    /// <summary>The default value of the enum means that nothing was blocked: https://ai.google.dev/api/generate-content#BlockReason.</summary>
    private void SetBlockReason(ReadOnlySpan<byte> reason)
    {
        if (!reason.EndsWith("_UNSPECIFIED"u8) && !reason.SequenceEqual("0"u8))
        {
            PromptBlocked = EndEventSeen = true;
        }
    }

    private void SetStatus(ReadOnlySpan<byte> value)
    {
        _status = Name(FieldAction.Status, value);
        NoteMeaning(_status, StatusKind);
    }

    private void SetIncompleteReason(ReadOnlySpan<byte> value)
    {
        _incompleteReason = Name(FieldAction.IncompleteReason, value);
        NoteMeaning(_incompleteReason, IncompleteKind);
    }

    private void LeaveChoice()
    {
        _indexKnown = true;
        Release(_heldKind);
        ChoiceCount = Math.Max(ChoiceCount, _choice + 1);
        Finish(_choice);
        _inChoice = false;
        _choice = 0;
    }

    private FinishKind KindOf(KnownName? word) => word is null ? FinishKind.Other : IsKnown(word, out var kind) ? kind : FinishKind.Other;

    private bool IsKnown(KnownName word, out FinishKind kind) => _format.FinishKinds.TryGet(word.Utf8, out kind) || FinishKinds.TryGet(word.Utf8, out kind);

    /// <summary>A finish reason that means a failure is the error type, if there is no better one.</summary>
    private void NoteMeaning(KnownName word, FinishKind kind)
    {
        if (kind == FinishKind.Error)
        {
            HasError = true;
            _errorReason ??= word;
        }
    }

    private void Finish(int choice)
    {
        if (_finishReason is { } reason)
        {
            ChoiceCount = Math.Max(ChoiceCount, choice + 1);
            FinishReasonCount += _finishReasons[choice] is null ? 1 : 0;
            _finishReasons[choice] = reason;
            NoteReason(reason);
            _finishReason = null;
        }
    }

    private void NoteReason(KnownName reason)
    {
        if (IsKnown(reason, out var kind))
        {
            NoteMeaning(reason, kind);
        }
        else if (!Number.IsNumeric(reason.Utf8))
        {
            UnknownReason = reason;
        }
    }
}
