namespace QuickStart.Traffic;

/// <summary>A request in a provider's format, without its prompt.</summary>
/// <param name="Path">The path.</param>
/// <param name="Body">Creates the body for a prompt; serialized as JSON.</param>
internal sealed record ApiRequest(string Path, Func<string, object> Body)
{
    private static readonly string[] Floats = ["float"];
    private static readonly string[] Documents = ["The first model is cheaper.", "The second model answers sooner."];

    public static ApiRequest Chat(string model, bool stream = false, bool usage = true) => new("v1/chat/completions", prompt => new
    {
        model,
        messages = UserSays(prompt),
        stream,
        stream_options = stream && usage ? new { include_usage = true } : null,
    });

    public static ApiRequest AzureChat(string deployment, bool stream = false) =>
        Chat(deployment, stream) with { Path = $"openai/deployments/{deployment}/chat/completions?api-version=2024-10-21" };

    public static ApiRequest Responses(string model, bool stream = false) =>
        new("v1/responses", prompt => new { model, input = prompt, stream });

    public static ApiRequest Completion(string model, bool stream = false) => new("v1/completions", prompt => new
    {
        model,
        prompt,
        stream,
        stream_options = stream ? new { include_usage = true } : null,
    });

    public static ApiRequest Embedding(string model) => new("v1/embeddings", prompt => new { model, input = prompt });

    public static ApiRequest Message(string model, bool stream = false) => new("v1/messages", prompt => new
    {
        model,
        max_tokens = 1024,
        messages = UserSays(prompt),
        stream,
    });

    /// <summary>Gemini takes the model and the streaming mode from the path; without <c>alt=sse</c> its stream is one JSON array.</summary>
    public static ApiRequest Gemini(string model, bool stream = false, bool asArray = false) =>
        new($"v1beta/models/{model}:{(stream ? "streamGenerateContent" : "generateContent")}{(stream && !asArray ? "?alt=sse" : "")}", prompt => new
        {
            contents = new[] { new { role = "user", parts = new[] { new { text = prompt } } } },
        });

    public static ApiRequest GeminiEmbedding(string model) =>
        new($"v1beta/models/{model}:embedContent", prompt => new { content = new { parts = new[] { new { text = prompt } } } });

    /// <summary>Ollama streams by default, one JSON document per line.</summary>
    public static ApiRequest Ollama(string model, bool stream = true) =>
        new("api/chat", prompt => new { model, messages = UserSays(prompt), stream = stream ? null : (bool?)false });

    public static ApiRequest Cohere(string model, bool stream = false) => new("v2/chat", prompt => new { model, messages = UserSays(prompt), stream });

    public static ApiRequest CohereEmbedding(string model) =>
        new("v2/embed", prompt => new { model, texts = new[] { prompt }, input_type = "search_query", embedding_types = Floats });

    /// <summary>Rerank is billed per search, and has no tokens.</summary>
    public static ApiRequest CohereRerank(string model) =>
        new("v2/rerank", prompt => new { model, query = prompt, documents = Documents });

    /// <summary>Bedrock takes the model and the streaming mode from the path, and has its own stream framing.</summary>
    public static ApiRequest Converse(string model, bool stream = false) =>
        new($"model/{Uri.EscapeDataString(model)}/converse{(stream ? "-stream" : "")}", prompt => new
        {
            messages = new[] { new { role = "user", content = new[] { new { text = prompt } } } },
            inferenceConfig = new { maxTokens = 1024 },
        });

    /// <summary>Bedrock with the body of the model's vendor, Anthropic.</summary>
    public static ApiRequest Invoke(string model, bool stream = false) =>
        new($"model/{Uri.EscapeDataString(model)}/invoke{(stream ? "-with-response-stream" : "")}", prompt => new
        {
            anthropic_version = "bedrock-2023-05-31",
            max_tokens = 1024,
            messages = UserSays(prompt),
        });

    /// <summary>The request with a text in front of its prompt.</summary>
    public ApiRequest After(string text) => this with { Body = prompt => Body($"{text} {prompt}") };

    private static object[] UserSays(string prompt) => [new { role = "user", content = prompt }];
}
