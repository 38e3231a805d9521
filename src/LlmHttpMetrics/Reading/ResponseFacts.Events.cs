using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>One event of a stream, or the whole body: how its type decides about the rest.</summary>
internal sealed partial class ResponseFacts
{
    private EventRule? _rule;
    private bool _eventHasContent;
    private bool _eventHasAnswer;
    private bool _eventSeen;

    /// <summary>An event arrived that ends the answer.</summary>
    public bool EndEventSeen { get; private set; }

    /// <summary>The first event, or the body, was a failure: there was no stream.</summary>
    public bool FailedAtOnce { get; private set; }

    /// <summary>Begins a stream's event or a body.</summary>
    public void BeginEvent()
    {
        _rule = null;
        _eventHasContent = _eventHasAnswer = false;
        _element = 0;
    }

    /// <summary>The type in the event's own field, outside of the data; a type in the data takes precedence.</summary>
    public void SetEventName(ReadOnlySpan<byte> name)
    {
        if (_format.EventRules.TryGet(name, out var rule))
        {
            Apply(rule);
        }
    }

    /// <summary>Ends a stream's event or a body; its content counts from now.</summary>
    public void EndEvent()
    {
        Release(_rule?.Text ?? _heldKind);
        EndRepeated();
        EndError();
        CountHostedItems();
        CountItems();
        if (_eventHasContent || _rule?.Content == true)
        {
            Chunks++;
        }

        AnswerSeen |= _eventHasAnswer;
        FailedAtOnce |= !_eventSeen && HasError;
        _eventSeen = true;
        BeginEvent();
    }

    private void SetEventType(ReadOnlySpan<byte> type)
    {
        if (_format.EventRules.TryGet(type, out var rule))
        {
            Apply(rule);
        }
    }

    private void Apply(EventRule rule)
    {
        _rule = rule;
        EndEventSeen |= rule.Ends;
        HasError |= rule.Fails;
        if (rule.Text is { } kind)
        {
            Release(kind);
        }
    }

    private const int KindsRepeated = 2;

    private CumulativeText?[]? _repeated;

    private void BeginRepeated()
    {
        foreach (var text in _repeated ?? [])
        {
            text?.Begin();
        }
    }

    /// <summary>Passes on the new part of an event's text.</summary>
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
