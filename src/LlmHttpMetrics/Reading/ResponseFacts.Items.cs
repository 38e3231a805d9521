using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>
/// Output items that are calls, and who runs them. Where the type leaves that open, another member of the item says it, before
/// the type or after.
/// </summary>
internal sealed partial class ResponseFacts
{
    /// <summary>A call has been counted as the client's, and its item may still say that it is not.</summary>
    private bool _placeIsOpen;
    private bool? _providerRuns;

    private void BeginItems()
    {
        _placeIsOpen = false;
        _providerRuns = null;
    }

    private void CountItem(byte list, ItemKind kind)
    {
        _placeIsOpen = kind == ItemKind.CallByPlace && _providerRuns is null;
        switch (kind)
        {
            case ItemKind.ToolCall: Count(list, hosted: false, 1); break;
            case ItemKind.HostedToolCall: Count(list, hosted: true, 1); break;
            case ItemKind.CallByPlace: Count(list, hosted: _providerRuns == true, 1); break;
        }

        _providerRuns = null;
    }

    /// <summary>The environment of a call: a container of the provider's, or the client's own.</summary>
    private void SetItemPlace(byte list, ReadOnlySpan<byte> place)
    {
        var providerRuns = !place.SequenceEqual("local"u8);
        _itemPlace = providerRuns;
        if (!_placeIsOpen)
        {
            _providerRuns = providerRuns;
        }
        else if (providerRuns)
        {
            Count(list, hosted: false, -1);
            Count(list, hosted: true, 1);
        }

        _placeIsOpen = false;
    }

    private void Count(byte list, bool hosted, int calls)
    {
        switch (list, hosted)
        {
            case (FieldMarks.FinalItems, false): _finalToolCalls += calls; break;
            case (FieldMarks.FinalItems, true): _finalHostedCalls += calls; break;
            case (_, false): _eventToolCalls += calls; break;
            default: _eventHostedCalls += calls; break;
        }
    }
}
