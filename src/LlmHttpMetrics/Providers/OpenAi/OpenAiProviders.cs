using LlmHttpMetrics.Identification;

namespace LlmHttpMetrics.Providers.OpenAi;

/// <summary>OpenAI itself and the hosted services that speak its API, a row each.</summary>
internal static class OpenAiProviders
{
    public static readonly Provider[] All =
    [
        Row("openai", "api.openai.com", "*.api.openai.com") with { ModelSegment = "engines" },
        Row("openai", "chatgpt.com") with { PathStart = "/backend-api/" },
        Row("groq", "api.groq.com"),
        Row("deepseek", "api.deepseek.com"),
        Row("x_ai", "api.x.ai", "*.api.x.ai"),
        Row("mistral_ai", "api.mistral.ai", "codestral.mistral.ai"),
        Row("perplexity", "api.perplexity.ai"),
        Row("openrouter", "openrouter.ai", "*.openrouter.ai"),
        Row("together_ai", "api.together.xyz", "api.together.ai"),
        Row("fireworks_ai", "api.fireworks.ai"),
        Row("cerebras", "api.cerebras.ai"),
        Row("crusoe", "api.inference.crusoecloud.com"),
        Row("moonshot_ai", "api.moonshot.ai", "api.moonshot.cn"),
        Row("azure.ai.inference", "*.models.ai.azure.com", "*.inference.ai.azure.com", "models.inference.ai.azure.com"),
        Row("github_models", "models.github.ai"),
        Row("github_copilot", "api.githubcopilot.com", "*.githubcopilot.com"),
        Row("databricks", "*.azuredatabricks.net", "*.cloud.databricks.com", "*.gcp.databricks.com") with { PathStart = "/serving-endpoints/" },
        Row("venice", "api.venice.ai"),
        Row("doubleword", "api.doubleword.ai"),
        Row("writer", "api.writer.com") with
        {
            Endpoints = [.. OpenAiEndpoints.All, new("/v1/chat", Operations.Chat, ChatCompletions.Format)],
        },
        Row("z_ai", "api.z.ai", "open.bigmodel.cn"),
        Row("snowflake", "*.snowflakecomputing.com") with { PathStart = "/api/v2/cortex/" },
        Row("cloudflare", "api.cloudflare.com") with { PathStart = "/client/v4/accounts/" },
        Row("portkey", "api.portkey.ai"),
        Row("ai21", "api.ai21.com"),
        Row("heroku", "*.inference.heroku.com"),
        Row("nvidia", "integrate.api.nvidia.com"),
        Row("sambanova", "api.sambanova.ai"),
        Row("hyperbolic", "api.hyperbolic.xyz"),
        Row("deepinfra", "api.deepinfra.com"),
        Row("novita", "api.novita.ai"),
        Row("nebius", "api.studio.nebius.ai", "api.studio.nebius.com", "api.tokenfactory.nebius.com"),
        Row("voyageai", "api.voyageai.com"),
        Row("jina", "api.jina.ai"),
        Row("dashscope", "dashscope.aliyuncs.com", "dashscope-intl.aliyuncs.com"),
        Row("gcp.gemini", "generativelanguage.googleapis.com"),
        Row("gcp.vertex_ai", "aiplatform.googleapis.com", "*-aiplatform.googleapis.com"),
        Row("ollama", "ollama.com", "*:11434"),
        Row("gateway", "gateway.pydantic.dev"),
        Row("gateway", "*") with { PathStart = "/router/" },
    ];

    private static Provider Row(string name, params string[] hosts) => new(name, hosts, OpenAiEndpoints.All);
}
