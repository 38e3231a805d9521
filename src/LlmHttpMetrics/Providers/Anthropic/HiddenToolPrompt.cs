using System.Text.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Anthropic;

/// <summary>Tools cost their JSON and a system prompt that explains them to the model, which is not sent.</summary>
internal sealed class HiddenToolPrompt(int prompt) : IPartRules
{
    public long? Tokens(TextKind kind, JsonElement part, Func<string, long> count) =>
        kind == TextKind.Tools && part is { ValueKind: JsonValueKind.Array } && part.GetArrayLength() > 0 ? prompt + count(part.GetRawText()) : null;

    public long BesideSystem(string system, Func<string, long> count) => 0;
}
