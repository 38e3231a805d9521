namespace LlmHttpMetrics.Interception.Upstream;

/// <summary>Maps the operations of other instrumentations to ours.</summary>
internal static class UpstreamOperations
{
    public const string ExecuteTool = "execute_tool";

    /// <summary>
    /// Whether the other instrumentation's operation is this one of ours. It sees an abstraction and uses <c>chat</c> for calls to
    /// <c>generateContent</c>, and <c>generate_content</c> for images and speech.
    /// </summary>
    public static bool Covers(string upstream, string ours) => upstream == ours
        || (upstream is Operations.Chat or Operations.GenerateContent or Operations.TextCompletion
            && ours is not (Operations.Embeddings or Operations.Rerank or Operations.Moderation));

    /// <summary>
    /// The operation in the name of an activity, which begins with it. Empty for activities above a call: an agent, or the loop in which tools are
    /// called.
    /// </summary>
    public static string OfName(string name)
    {
        var end = name.IndexOf(' ', StringComparison.Ordinal);
        var first = end < 0 ? name.AsSpan() : name.AsSpan(0, end);
        return first switch
        {
            ExecuteTool => ExecuteTool,
            Operations.Embeddings => Operations.Embeddings,
            "orchestrate_tools" or "invoke_agent" or "create_agent" or "invoke_workflow" => "",
            _ => Operations.Chat,
        };
    }
}
