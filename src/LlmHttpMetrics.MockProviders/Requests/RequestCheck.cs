namespace LlmHttpMetrics.MockProviders.Requests;

/// <summary>Finds requests that a real service would refuse, and the fault that it would answer with.</summary>
internal static class RequestCheck
{
    public static MockFault? Find(MockRequest request)
    {
        if (request.Operation == MockOperation.Unknown)
        {
            return MockFault.Status(404, code: NotFoundCode(request.Provider), message: $"Invalid URL ({request.Method} {request.Path})");
        }

        if (request.Method != (request.Operation == MockOperation.Models ? "GET" : "POST"))
        {
            return MockFault.Status(405, message: $"Not allowed to {request.Method} on {request.Path}.");
        }

        if (request.Operation == MockOperation.Models)
        {
            return null;
        }

        var facts = request.Facts;
        var wantsLimit = request is { Provider: MockProvider.Anthropic or MockProvider.AwsBedrock, Operation: MockOperation.Chat, IsConverse: false };
        return !facts.IsJsonObject ? Bad("We could not parse the JSON body of your request.")
            : request.Model is null && request.Operation != MockOperation.Responses ? Bad("you must provide a model parameter")
            : !facts.HasInput ? Bad("Missing required parameter: " + InputOf(request) + ".")
            : wantsLimit && facts.MaxTokens is null ? Bad("max_tokens: Field required")
            : null;
    }

    private static MockFault Bad(string message) => MockFault.Status(400, message: message);

    private static string NotFoundCode(MockProvider provider) => provider switch
    {
        MockProvider.Anthropic => "not_found_error",
        MockProvider.AwsBedrock => "UnknownOperationException",
        MockProvider.AzureOpenAi => "404",
        MockProvider.Gemini => "NOT_FOUND",
        _ => "unknown_url",
    };

    private static string InputOf(MockRequest request) => request.Operation switch
    {
        _ when request.Provider == MockProvider.Gemini => "contents",
        MockOperation.Chat => "messages",
        MockOperation.CountTokens when request.Provider == MockProvider.Anthropic => "messages",
        MockOperation.TextCompletion => "prompt",
        MockOperation.Embeddings when request.Provider == MockProvider.Cohere => "texts",
        MockOperation.Rerank => "query",
        _ => "input",
    };
}
