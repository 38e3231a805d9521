using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>Why an answer ended: the finish reason of each choice, and the status of the whole.</summary>
internal sealed class FinishReasons(AnswerEvent current, ChoiceCursor choice, AnswerNames names, AnswerError error)
{
    private readonly KnownName?[] _reasons = new KnownName?[ChoiceCursor.MaxChoices];
    private WireFormat _format = null!;
    private KnownName? _reason;
    private KnownName? _status;
    private KnownName? _incompleteReason;

    /// <summary>The number of choices so far, by the highest index.</summary>
    public int ChoiceCount { get; private set; }

    /// <summary>The number of choices that have a finish reason.</summary>
    public int ReasonCount { get; private set; }

    public KnownName? Reason(int index) => _reasons[index];

    /// <summary>The meaning of a choice's finish reason, from the format's own table or else from the common words.</summary>
    public FinishKind KindOf(int index) => MeaningOf(_reasons[index]);

    /// <summary>The meaning of the reason why the whole answer is incomplete.</summary>
    public FinishKind IncompleteKind => MeaningOf(_incompleteReason);

    /// <summary>The answer is still being generated, according to its status.</summary>
    public bool IsPending => _status is { } status && _format.PendingStatuses.TryGet(status.Utf8, out _);

    /// <summary>Whether the choice that is being read has its finish reason.</summary>
    public bool IsSet => _reason is not null;

    /// <summary>The meaning of the status of the whole answer, from the format's own table.</summary>
    public FinishKind StatusKind => _status is { } status && _format.FinishKinds.TryGet(status.Utf8, out var kind) ? kind : FinishKind.Other;

    /// <summary>The last finish reason that is in no table.</summary>
    public KnownName? UnknownReason { get; private set; }

    /// <summary>The provider did not accept the prompt.</summary>
    public bool PromptBlocked { get; private set; }

    public void Begin(WireFormat format)
    {
        _format = format;
        Array.Clear(_reasons, 0, ChoiceCount);
        ChoiceCount = ReasonCount = 0;
        PromptBlocked = false;
        _reason = _status = _incompleteReason = UnknownReason = null;
    }

    public void EnterChoice() => _reason = null;

    public void LeaveChoice()
    {
        ChoiceCount = Math.Max(ChoiceCount, choice.Index + 1);
        Finish(choice.Index);
    }

    /// <summary>The finish reasons as sent, choice by choice; choices without one are left out.</summary>
    public string[] Texts()
    {
        var reasons = new string[ReasonCount];
        var at = 0;
        for (var i = 0; i < ChoiceCount && at < reasons.Length; i++)
        {
            if (Reason(i) is { } reason)
            {
                reasons[at++] = reason.Text;
            }
        }

        return reasons;
    }

    public void Set(ReadOnlySpan<byte> value)
    {
        if ((_format.FinishKinds.TryGet(value, out var kind) || FinishKinds.TryGet(value, out kind)) && kind == FinishKind.NotYet)
        {
            return;
        }

        _reason = names.Of(FieldAction.FinishReason, value);
        if (!choice.IsIn)
        {
            Finish(0);
        }
    }

    /// <summary>The default value of the enum means that nothing was blocked: https://ai.google.dev/api/generate-content#BlockReason.</summary>
    public void SetBlockReason(ReadOnlySpan<byte> reason)
    {
        if (!reason.EndsWith("_UNSPECIFIED"u8) && !reason.SequenceEqual("0"u8))
        {
            PromptBlocked = true;
            current.EndAnswer();
        }
    }

    public void SetStatus(ReadOnlySpan<byte> value)
    {
        _status = names.Of(FieldAction.Status, value);
        NoteMeaning(_status, StatusKind);
    }

    public void SetIncompleteReason(ReadOnlySpan<byte> value)
    {
        _incompleteReason = names.Of(FieldAction.IncompleteReason, value);
        NoteMeaning(_incompleteReason, IncompleteKind);
    }

    private FinishKind MeaningOf(KnownName? word) => word is null ? FinishKind.Other : IsKnown(word, out var kind) ? kind : FinishKind.Other;

    private bool IsKnown(KnownName word, out FinishKind kind) => _format.FinishKinds.TryGet(word.Utf8, out kind) || FinishKinds.TryGet(word.Utf8, out kind);

    private void NoteMeaning(KnownName word, FinishKind kind)
    {
        if (kind == FinishKind.Error)
        {
            error.FailFor(word);
        }
    }

    private void Finish(int index)
    {
        if (_reason is { } reason)
        {
            ChoiceCount = Math.Max(ChoiceCount, index + 1);
            ReasonCount += _reasons[index] is null ? 1 : 0;
            _reasons[index] = reason;
            NoteReason(reason);
            _reason = null;
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
