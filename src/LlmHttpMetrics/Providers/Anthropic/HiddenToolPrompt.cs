using System.Text.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Anthropic;

/// <summary>Tools cost the tokens of their JSON and of a system prompt that explains them to the model, which is not part of the request.</summary>
internal sealed class HiddenToolPrompt(int prompt) : IPartRules
{
    public long? Tokens(TextKind kind, JsonElement part, Func<string, long> count) =>
        kind == TextKind.Tools && part is { ValueKind: JsonValueKind.Array } && part.GetArrayLength() > 0 ? prompt + count(part.GetRawText()) : null;

    public long BesideSystem(string system, Func<string, long> count) => 0;
}
