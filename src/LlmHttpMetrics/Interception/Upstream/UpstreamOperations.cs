using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Interception.Upstream;

/// <summary>What the operations of other instrumentations mean to us.</summary>
internal static class UpstreamOperations
{
    public const string ExecuteTool = "execute_tool";

    /// <summary>
    /// The operation of the other instrumentation is this one of ours. It sees an abstraction and says <c>chat</c> of what goes to
    /// <c>generateContent</c>, and <c>generate_content</c> of pictures and speech.
    /// </summary>
    public static bool Covers(string upstream, string ours) => upstream == ours
        || (upstream is Operations.Chat or Operations.GenerateContent or Operations.TextCompletion
            && ours is not (Operations.Embeddings or Operations.Rerank or Operations.Moderation));

    /// <summary>
    /// The operation by the name of an activity, which begins with it. Empty for what is above a call: an agent, or the loop in which
    /// tools are called.
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
