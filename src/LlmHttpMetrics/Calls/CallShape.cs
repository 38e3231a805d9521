namespace LlmHttpMetrics.Calls;

/// <summary>
/// What a call contains besides text. The same text costs a different number of tokens in a call with tools, so each shape is learned separately.
/// </summary>
[Flags]
internal enum CallShape : byte
{
    Plain = 0,

    /// <summary>The request has tools, images, files or a schema; the answer has tool calls.</summary>
    Extras = 1,

    /// <summary>The answer includes its reasoning.</summary>
    Reasoning = 2,
}
