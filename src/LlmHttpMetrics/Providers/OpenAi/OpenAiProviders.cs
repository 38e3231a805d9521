using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics.Providers.OpenAi;

/// <summary>OpenAI itself and the hosted services that serve its API, a row each.</summary>
internal static class OpenAiProviders
{
    public static readonly Provider[] All =
    [
        Row("openai", "api.openai.com", "*.api.openai.com") with { ModelSegment = "engines" },
        Row("openai", "chatgpt.com") with { PathStart = "/backend-api/" },
        Row("groq", "api.groq.com"),
        Row("deepseek", "api.deepseek.com"),
        Row("x_ai", "api.x.ai", "*.api.x.ai"),
        Row("perplexity", "api.perplexity.ai") with { Endpoints = Perplexity.PerplexityEndpoints.All },
        Row("openrouter", "openrouter.ai", "*.openrouter.ai"),
        Row("together_ai", "api.together.xyz", "api.together.ai"),
        Row("fireworks_ai", "api.fireworks.ai"),
        Row("cerebras", "api.cerebras.ai"),
        Row("crusoe", "api.inference.crusoecloud.com", "managed-inference-api-proxy.crusoecloud.com"),
        Row("moonshot_ai", "api.moonshot.ai", "api.moonshot.cn", "api.kimi.com"),
        Row("github_models", "models.github.ai"),
        Row("github_copilot", "api.githubcopilot.com", "*.githubcopilot.com", "copilot-proxy.githubusercontent.com") with { ModelSegment = "engines" },
        Row("venice", "api.venice.ai"),
        Row("doubleword", "api.doubleword.ai") with { Endpoints = Doubleword.DoublewordEndpoints.All },
        Row("writer", "api.writer.com") with
        {
            Endpoints = [.. OpenAiEndpoints.All, new("/v1/chat", Operations.Chat, ChatCompletions.Format)],
        },
        Row("z_ai", "api.z.ai", "open.bigmodel.cn"),
        Row("portkey", "api.portkey.ai"),
        Row("heroku", "*.inference.heroku.com"),
        Row("nvidia", "integrate.api.nvidia.com"),
        Row("sambanova", "api.sambanova.ai"),
        Row("hyperbolic", "api.hyperbolic.xyz"),
        Row("deepinfra", "api.deepinfra.com"),
        Row("novita", "api.novita.ai"),
        Row("nebius", "api.studio.nebius.ai", "api.studio.nebius.com", "api.tokenfactory.nebius.com", "*.tokenfactory.nebius.com"),
        Row("gcp.gemini", "generativelanguage.googleapis.com"),
        Row("gcp.vertex_ai", Google.GoogleProviders.VertexHosts),
        Row("ollama", "ollama.com", "*:11434"),
        Row("gateway", "gateway.pydantic.dev"),
        Row("gateway", "*") with { PathStart = "/router/" },
    ];

    private static Provider Row(string name, params string[] hosts) => new(name, hosts, OpenAiEndpoints.All);
}
