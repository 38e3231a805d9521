using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>The event of a stream that is being read, or the whole body: its type decides about the rest.</summary>
internal sealed class AnswerEvent
{
    private WireFormat _format = null!;
    private EventRule? _rule;
    private bool _hasContent;

    /// <summary>An event, or a member of one, has ended the answer.</summary>
    public bool AnswerHasEnded { get; private set; }

    /// <summary>The kind of the event's text, if its type determines it.</summary>
    public TextKind? Text => _rule?.Text;

    /// <summary>The kind of the call that the event is a part of.</summary>
    public ItemKind Call => _rule?.Call ?? ItemKind.None;

    /// <summary>The event ends the answer.</summary>
    public bool Ends => _rule?.Ends == true;

    /// <summary>The event means that the answer failed.</summary>
    public bool Fails => _rule?.Fails == true;

    /// <summary>The event repeats items that an earlier one began.</summary>
    public bool Repeats => _rule?.Repeats == true;

    public bool HasContent => _hasContent || _rule?.Content == true;

    /// <summary>The event has visible text or a tool call.</summary>
    public bool HasAnswer { get; private set; }

    public void BeginAnswer(WireFormat format)
    {
        _format = format;
        AnswerHasEnded = false;
        Begin();
    }

    public void Begin()
    {
        _rule = null;
        _hasContent = HasAnswer = false;
    }

    /// <summary>Sets the type, from the event's own field or from its data, which takes precedence. False if the type means nothing.</summary>
    public bool TrySetType(ReadOnlySpan<byte> type)
    {
        if (!_format.EventRules.TryGet(type, out var rule))
        {
            return false;
        }

        _rule = rule;
        AnswerHasEnded |= rule.Ends;
        return true;
    }

    public void EndAnswer() => AnswerHasEnded = true;

    public void AddContent(bool isAnswer)
    {
        _hasContent = true;
        HasAnswer |= isAnswer;
    }
}
