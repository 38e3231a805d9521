using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>The billed calls of the tools that a provider ran for one answer, by kind. Reused from answer to answer.</summary>
internal sealed class HostedToolUse
{
    private readonly long[] _calls = new long[(int)HostedTool.Count];

    /// <summary>At least one tool was run.</summary>
    public bool IsAny { get; private set; }

    /// <summary>The size of the search context, if the answer reports it.</summary>
    public SearchContext Context { get; set; }

    public long this[HostedTool tool]
    {
        get => _calls[(int)tool];
        set
        {
            _calls[(int)tool] = value;
            IsAny |= value > 0;
        }
    }

    public void Clear()
    {
        Array.Clear(_calls);
        IsAny = false;
        Context = SearchContext.Unknown;
    }

    /// <summary>A copy that does not change when the answer is reused.</summary>
    public HostedToolUse Copy()
    {
        HostedToolUse copy = new() { IsAny = IsAny, Context = Context };
        _calls.CopyTo(copy._calls, 0);
        return copy;
    }
}
