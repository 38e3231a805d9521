using System.Text.Json;

namespace LlmHttpMetrics.Wire;

/// <summary>What the parts of a request cost that are JSON and not text: tools, their calls, a schema for the answer.</summary>
internal interface IPartRules
{
    /// <summary>The tokens of one part; null where nothing is known of such a part, and it counts as the JSON that it is.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="part">It, as the caller sent it: whatever he sent.</param>
    /// <param name="count">Counts text.</param>
    long? Tokens(TextKind kind, JsonElement part, Func<string, long> count);

    /// <summary>Once, where tools or a schema stand beside a system message.</summary>
    /// <param name="system">The end of the system message.</param>
    /// <param name="count">Counts text.</param>
    long BesideSystem(string system, Func<string, long> count);
}
