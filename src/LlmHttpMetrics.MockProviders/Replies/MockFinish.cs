namespace LlmHttpMetrics.MockProviders;

/// <summary>Why an answer ended; each wire format has its own value for it.</summary>
public enum MockFinish
{
    /// <summary>A natural end: <c>stop</c>, <c>completed</c>, <c>end_turn</c>.</summary>
    Stop,

    /// <summary>The token limit: <c>length</c>, <c>incomplete</c> with <c>max_output_tokens</c>, <c>max_tokens</c>.</summary>
    Length,

    /// <summary>The provider's filter: <c>content_filter</c>, <c>incomplete</c> with <c>content_filter</c>, <c>refusal</c>.</summary>
    ContentFilter,

    /// <summary>The client is to run tools: <c>tool_calls</c>, <c>completed</c>, <c>tool_use</c>.</summary>
    ToolCalls,
}
