using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics.Providers.Anthropic;

/// <summary>Anthropic, and hosts that serve its API in addition to another.</summary>
internal static class AnthropicProviders
{
    public static readonly Provider[] All = [new("anthropic", ["api.anthropic.com"], AnthropicEndpoints.All)];

    /// <summary>Providers that serve it in addition to their own API. At all other hosts it is recognized by path and payload.</summary>
    public static readonly Provider[] AtOtherProviders =
    [
        new("gateway", ["gateway.pydantic.dev"], AnthropicEndpoints.All),
        new("gateway", ["*"], AnthropicEndpoints.All) { PathStart = "/router/" },
        new("deepseek", ["api.deepseek.com"], AnthropicEndpoints.All),
        new("moonshot_ai", ["api.moonshot.ai", "api.moonshot.cn"], AnthropicEndpoints.All),
        new("z_ai", ["api.z.ai", "open.bigmodel.cn"], AnthropicEndpoints.All),
        new("openrouter", ["openrouter.ai"], AnthropicEndpoints.All),
        new("ollama", ["*:11434"], AnthropicEndpoints.All),
    ];
}
