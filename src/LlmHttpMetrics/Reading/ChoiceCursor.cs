using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>Which choice of an answer is being read.</summary>
internal sealed class ChoiceCursor
{
    /// <summary>The maximum number of choices that are kept separately; OpenAI allows 128.</summary>
    public const int MaxChoices = 128;

    private int _element;
    private bool _isIndexKnown;

    /// <summary>The index of the choice; 0 outside of choices.</summary>
    public int Index { get; private set; }

    /// <summary>Whether a choice is being read.</summary>
    public bool IsIn { get; private set; }

    /// <summary>Whether the member with the index of the choice may still come.</summary>
    public bool AwaitsIndex => IsIn && !_isIndexKnown;

    public void Begin()
    {
        Index = _element = 0;
        IsIn = false;
    }

    public void BeginEvent() => _element = 0;

    public void Enter()
    {
        IsIn = true;
        _isIndexKnown = false;
        Index = Math.Min(_element++, MaxChoices - 1);
    }

    public bool TrySetIndex(ReadOnlySpan<byte> value)
    {
        if (!Number.TryReadFigure(value, out var index))
        {
            return false;
        }

        Index = (int)Math.Min(index, MaxChoices - 1);
        return _isIndexKnown = true;
    }

    /// <summary>The choice has no member with an index: its place counts.</summary>
    public void UsePlace() => _isIndexKnown = true;

    public void Leave()
    {
        IsIn = false;
        Index = 0;
    }
}
