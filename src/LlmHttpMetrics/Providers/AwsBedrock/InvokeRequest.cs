using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.AwsBedrock;

/// <summary>
/// The payloads in the models' own forms, family by family: https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters.html. The
/// members of a payload show its operation.
/// </summary>
internal static class InvokeRequest
{
    public static readonly Field[] All =
    [
        // Anthropic, Nova, Mistral's chat, Jamba, OpenAI, DeepSeek, Qwen.
        Hint("messages", OperationHint.Chat),
        Input("messages[*].content", OperationHint.Chat),
        Input("messages[*].content[*].text", OperationHint.Chat),
        Input("system", OperationHint.Chat),
        Input("system[*].text", OperationHint.Chat),
        new("tools", FieldAction.Extra),
        new("toolConfig", FieldAction.Extra),
        new("messages[*].content[*].source", FieldAction.Extra),
        new("messages[*].content[*].input", FieldAction.Extra),
        new("messages[*].content[*].content", FieldAction.Extra),
        new("messages[*].content[*].image", FieldAction.Extra),

        // Command R.
        Input("message", OperationHint.Chat),
        Input("chat_history[*].message", OperationHint.Chat),

        // Claude 2, Llama, Mistral's completion, Jurassic, Command.
        Input("prompt", OperationHint.TextCompletion),

        // Titan: the same member for text and for embeddings.
        Input("inputText", OperationHint.TextCompletion),
        Hint("textGenerationConfig", OperationHint.TextCompletion),

        // Embeddings of Cohere, Titan and Nova.
        Input("texts[*]", OperationHint.Embeddings),
        Hint("input_type", OperationHint.Embeddings),
        Hint("embeddingTypes", OperationHint.Embeddings),
        Hint("embeddingConfig", OperationHint.Embeddings),
        Hint("normalize", OperationHint.Embeddings),
        Hint("singleEmbeddingParams", OperationHint.Embeddings),
        Hint("segmentedEmbeddingParams", OperationHint.Embeddings),
        Input("singleEmbeddingParams.text.value", OperationHint.Embeddings),

        // Rerank of Cohere and Amazon.
        Input("query", OperationHint.Rerank),
        Input("documents[*]", OperationHint.Rerank),

        // Images of Titan, Nova and Stability.
        Hint("textToImageParams", OperationHint.ImageGeneration),
        Hint("imageGenerationConfig", OperationHint.ImageGeneration),
        Hint("text_prompts", OperationHint.ImageGeneration),

        Parameter("max_tokens", RequestParameter.MaxTokens),
        Parameter("max_completion_tokens", RequestParameter.MaxTokens),
        Parameter("max_tokens_to_sample", RequestParameter.MaxTokens),
        Parameter("max_gen_len", RequestParameter.MaxTokens),
        Parameter("maxTokens", RequestParameter.MaxTokens),
        Parameter("textGenerationConfig.maxTokenCount", RequestParameter.MaxTokens),
        Parameter("inferenceConfig.maxTokens", RequestParameter.MaxTokens),
        Parameter("inferenceConfig.max_new_tokens", RequestParameter.MaxTokens),
        Parameter("temperature", RequestParameter.Temperature),
        Parameter("textGenerationConfig.temperature", RequestParameter.Temperature),
        Parameter("inferenceConfig.temperature", RequestParameter.Temperature),
        Parameter("top_p", RequestParameter.TopP),
        Parameter("topP", RequestParameter.TopP),
        Parameter("p", RequestParameter.TopP),
        Parameter("textGenerationConfig.topP", RequestParameter.TopP),
        Parameter("inferenceConfig.topP", RequestParameter.TopP),
        Parameter("inferenceConfig.top_p", RequestParameter.TopP),
        Parameter("top_k", RequestParameter.TopK),
        Parameter("topKReturn", RequestParameter.TopK),
        Parameter("k", RequestParameter.TopK),
        Parameter("inferenceConfig.topK", RequestParameter.TopK),
        Parameter("inferenceConfig.top_k", RequestParameter.TopK),
        Parameter("seed", RequestParameter.Seed),
        .. OpenAiRequest.Stops("stop_sequences"),
        .. OpenAiRequest.Stops("stop"),
        .. OpenAiRequest.Stops("stopSequences"),
        .. OpenAiRequest.Stops("inferenceConfig.stopSequences"),
        .. OpenAiRequest.Stops("textGenerationConfig.stopSequences"),
        Parameter("n", RequestParameter.ChoiceCount),
        Parameter("num_generations", RequestParameter.ChoiceCount),
        Parameter("reasoning_effort", RequestParameter.ReasoningLevel),
        Parameter("response_format.type", RequestParameter.OutputType),
        Parameter("dimensions", RequestParameter.Dimensions),
        Parameter("output_dimension", RequestParameter.Dimensions),
        Parameter("embeddingConfig.outputEmbeddingLength", RequestParameter.Dimensions),
        Parameter("singleEmbeddingParams.embeddingDimension", RequestParameter.Dimensions),
    ];

    /// <summary>The same for models whose name already shows the operation.</summary>
    public static readonly Field[] Plain =
    [
        .. All.Where(row => row.Action != FieldAction.Operation)
            .Select(row => row.Action == FieldAction.Text ? row with { Argument = (byte)TextKind.Input } : row),
    ];

    private static Field Input(string path, OperationHint hint) => new(path, FieldAction.Text, TextKind.Input.With(hint));

    private static Field Hint(string path, OperationHint hint) => new(path, FieldAction.Operation, (byte)hint);

    private static Field Parameter(string path, RequestParameter parameter) => new(path, FieldAction.Parameter, (byte)parameter);
}
