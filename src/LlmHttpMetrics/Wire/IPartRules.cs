using System.Text.Json;

namespace LlmHttpMetrics.Wire;

/// <summary>The tokens of request parts that are JSON rather than text: tools, tool calls, a schema for the answer.</summary>
internal interface IPartRules
{
    /// <summary>The tokens of one part; null if there is no rule for it, and it is counted as JSON text.</summary>
    /// <param name="kind">The kind of the part.</param>
    /// <param name="part">The part, as the caller sent it; its content is not validated.</param>
    /// <param name="count">Counts text.</param>
    long? Tokens(TextKind kind, JsonElement part, Func<string, long> count);

    /// <summary>The tokens that are added once if there are both tools or a schema and a system message.</summary>
    /// <param name="system">The end of the system message.</param>
    /// <param name="count">Counts text.</param>
    long BesideSystem(string system, Func<string, long> count);
}
