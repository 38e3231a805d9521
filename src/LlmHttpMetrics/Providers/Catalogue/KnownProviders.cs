namespace LlmHttpMetrics.Providers.Catalogue;

/// <summary>The tables of every provider, and of the formats that are read at any host.</summary>
internal static class KnownProviders
{
    /// <summary>An OpenAI-compatible host that no table has.</summary>
    public const string OpenAiCompatible = "openai_compatible";

    /// <summary>The providers by their hosts. A hint selects the first of several rows with the same name.</summary>
    public static readonly Provider[] All =
    [
        .. Providers.Ai21.Ai21Providers.All,
        .. Providers.Anthropic.AnthropicProviders.All,
        .. Providers.AwsBedrock.AwsBedrockProviders.All,
        .. Providers.AwsSageMaker.AwsSageMakerProviders.All,
        .. Providers.AzureInference.AzureInferenceProviders.All,
        .. Providers.AzureOpenAi.AzureOpenAiProviders.All,
        .. Providers.Cloudflare.CloudflareProviders.All,
        .. Providers.Cohere.CohereProviders.All,
        .. Providers.DashScope.DashScopeProviders.All,
        .. Providers.Databricks.DatabricksProviders.All,
        .. Providers.GigaChat.GigaChatProviders.All,
        .. Providers.Google.GoogleProviders.All,
        .. Providers.HuggingFace.HuggingFaceProviders.All,
        .. Providers.Jina.JinaProviders.All,
        .. Providers.LlamaApi.LlamaApiProviders.All,
        .. Providers.Mistral.MistralProviders.All,
        .. Providers.Mixedbread.MixedbreadProviders.All,
        .. Providers.Nomic.NomicProviders.All,
        .. Providers.Nvidia.NvidiaProviders.All,
        .. Providers.Ollama.OllamaProviders.All,
        .. Providers.OpenAi.OpenAiProviders.All,
        .. Providers.OpenAi.CompatibleProviders.All,
        .. Providers.Reka.RekaProviders.All,
        .. Providers.Replicate.ReplicateProviders.All,
        .. Providers.Snowflake.SnowflakeProviders.All,
        .. Providers.Voyage.VoyageProviders.All,
        .. Providers.Watsonx.WatsonxProviders.All,
        .. Providers.Yandex.YandexProviders.All,
        .. Providers.Anthropic.AnthropicProviders.AtOtherProviders,
        .. Providers.Cloudflare.CloudflareGateway.All,
    ];

    /// <summary>The formats that a path and its payload are matched with at an unknown host, in this order.</summary>
    public static readonly Provider[] AnyHost =
    [
        .. Providers.LmStudio.LmStudioProviders.AnyHost,
        new(OpenAiCompatible, [], Providers.OpenAi.OpenAiEndpoints.All),
        new("anthropic", [], Providers.Anthropic.AnthropicEndpoints.All),
        new(OpenAiCompatible, [], Providers.Google.GeminiEndpoints.All),
        new("ollama", [], Providers.Ollama.OllamaEndpoints.All),
        new("cohere", [], Providers.Cohere.CohereEndpoints.All),
        .. Providers.AwsBedrock.AwsBedrockProviders.AnyHost,
    ];
}
