namespace LlmHttpMetrics.Calls;

/// <summary>What a text stands among: a call with tools costs other tokens for the same text than one without, and is learned by itself.</summary>
[Flags]
internal enum CallShape : byte
{
    Plain = 0,

    /// <summary>Besides its text there are tools, images, files or a schema; in an answer, calls of tools.</summary>
    Extras = 1,

    /// <summary>The answer shows its reasoning.</summary>
    Reasoning = 2,
}
