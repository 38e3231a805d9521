namespace LlmHttpMetrics.MockProviders.Requests;

/// <summary>The information in the path of a request.</summary>
internal readonly record struct Route(MockProvider Provider, MockOperation Operation, string? Deployment = null)
{
    private const string AzureDeployments = "/openai/deployments/";
    private const string BedrockModels = "/model/";
    private const string AzureV1 = "/openai/";

    /// <summary>The model in the path of Gemini.</summary>
    public string? Model { get; init; }

    /// <summary>Whether the answer is streamed if the body does not say.</summary>
    public bool Streams { get; init; }

    public static Route Of(string path, bool anthropicHeaders)
    {
        path = "/" + path.Trim('/');
        if (path.StartsWith(AzureDeployments, StringComparison.OrdinalIgnoreCase))
        {
            var rest = path.AsSpan(AzureDeployments.Length);
            var slash = rest.IndexOf('/');
            return slash < 0
                ? new(MockProvider.AzureOpenAi, MockOperation.Unknown)
                : new(MockProvider.AzureOpenAi, OpenAi(rest[slash..]), rest[..slash].ToString());
        }

        if (Cohere.CohereRoute.Of(path) is { } cohere)
        {
            return cohere;
        }

        if (path.StartsWith(BedrockModels, StringComparison.Ordinal))
        {
            return Bedrock(path[BedrockModels.Length..]);
        }

        if (path.StartsWith(AzureV1, StringComparison.OrdinalIgnoreCase))
        {
            return new(MockProvider.AzureOpenAi, OpenAi(path));
        }

        if ((Google.GeminiRoute.Of(path) ?? Ollama.OllamaRoute.Of(path)) is { } own)
        {
            return own;
        }

        var anthropic = Anthropic(path, anthropicHeaders);
        return anthropic != MockOperation.Unknown || anthropicHeaders
            ? new(MockProvider.Anthropic, anthropic)
            : new(MockProvider.OpenAi, OpenAi(path));
    }

    // A model's ARN has slashes, which Kestrel leaves unchanged.
    private static Route Bedrock(string rest)
    {
        var slash = rest.LastIndexOf('/');
        var operation = rest[(slash + 1)..] switch
        {
            "converse" or "converse-stream" or "invoke" or "invoke-with-response-stream" => MockOperation.Chat,
            _ => MockOperation.Unknown,
        };
        return new(MockProvider.AwsBedrock, operation, slash < 0 ? null : Uri.UnescapeDataString(rest[..slash]));
    }

    private static MockOperation Anthropic(string path, bool anthropicHeaders) => path switch
    {
        "/v1/messages" => MockOperation.Chat,
        "/v1/messages/count_tokens" => MockOperation.CountTokens,
        "/v1/complete" => MockOperation.TextCompletion,
        "/v1/models" when anthropicHeaders => MockOperation.Models,
        _ => MockOperation.Unknown,
    };

    // Only the end of the path is used: compatible services have their own prefix before it.
    private static MockOperation OpenAi(ReadOnlySpan<char> path) => path switch
    {
        _ when path.EndsWith("/chat/completions", StringComparison.OrdinalIgnoreCase) => MockOperation.Chat,
        _ when path.EndsWith("/completions", StringComparison.OrdinalIgnoreCase) => MockOperation.TextCompletion,
        _ when path.EndsWith("/responses", StringComparison.OrdinalIgnoreCase) => MockOperation.Responses,
        _ when path.EndsWith("/responses/input_tokens", StringComparison.OrdinalIgnoreCase) => MockOperation.CountTokens,
        _ when path.EndsWith("/embeddings", StringComparison.OrdinalIgnoreCase) => MockOperation.Embeddings,
        _ when path.EndsWith("/models", StringComparison.OrdinalIgnoreCase) => MockOperation.Models,
        _ => MockOperation.Unknown,
    };
}
