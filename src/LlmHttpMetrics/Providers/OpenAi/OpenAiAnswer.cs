using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.OpenAi;

/// <summary>Members that the answers of OpenAI-compatible endpoints have in common.</summary>
internal static class OpenAiAnswer
{
    public static readonly Field[] Common =
    [
        new("id", FieldAction.Id),
        new("model", FieldAction.Model),
        new("service_tier", FieldAction.ServiceTier),

        // Vertex AI: https://cloud.google.com/vertex-ai/generative-ai/docs/migrate/openai/examples.
        new("usage.extra_properties.google.traffic_type", FieldAction.ServiceTier, 1),
        new("system_fingerprint", FieldAction.Fingerprint),
        .. Error(""),

        // Gemini's OpenAI endpoint sends Google's errors, as the only element of an array: https://cloud.google.com/apis/design/errors.
        new("error.status", FieldAction.ErrorType, 1),
        new("[*].error", FieldAction.Error),
        new("[*].error.code", FieldAction.ErrorCode),
        new("[*].error.status", FieldAction.ErrorType, 1),
        new("[*].error.message", FieldAction.ErrorMessage),
        new("object", FieldAction.EventType),
        new("type", FieldAction.ErrorType, 1),
        new("code", FieldAction.ErrorCode, 1),
        new("message", FieldAction.ErrorMessage, 1),
        new("detail", FieldAction.ErrorMessage, 1),
        new("detail[*].type", FieldAction.ErrorType, 1),
        .. OneOfErrors("detail."),
        .. OneOfErrors("detail.error."),

        // If the error is a sentence, this is its type: https://github.com/huggingface/text-generation-inference/blob/main/router/src/lib.rs
        // (ErrorResponse).
        new("error_type", FieldAction.ErrorType, 1),

        // DeepInfra, whose streams report errors only with these two members.
        new("error_message", FieldAction.ErrorMessage, FieldMarks.Alone),

        // In every answer of MiniMax, including errors, which have status 200: https://platform.minimax.io/docs/api-reference/text-post.
        new("base_resp.status_code", FieldAction.ErrorCode, FieldMarks.ZeroIsFine),
        new("base_resp.status_msg", FieldAction.ErrorMessage),

        // The code of Databricks and of Qianfan, which may have status 200: https://cloud.baidu.com/doc/WENXINWORKSHOP/s/tlmyncueh.
        new("error_code", FieldAction.ErrorCode, FieldMarks.ZeroIsFine),
        new("error_msg", FieldAction.ErrorMessage),

        // How Zhipu and others report errors with status 200.
        new("success", FieldAction.Success),
        .. Cost("usage"),

        // Venice sends it outside of the usage: https://docs.venice.ai/api-reference/endpoint/chat/completions.
        new("cost.usd", FieldAction.Cost, (byte)CostFigure.Dollars),

        // AI/ML API: https://docs.aimlapi.com/faq/how-can-i-track-my-funds.
        new("meta.usage.usd_spent", FieldAction.Cost, (byte)CostFigure.Dollars),
        .. GatewayCost(""),
    ];

    /// <summary>An error: OpenAI's members, and OpenRouter's error type (https://openrouter.ai/docs/api-reference/errors).</summary>
    /// <param name="prefix">The prefix of the paths.</param>
    public static Field[] Error(string prefix) =>
    [
        new($"{prefix}error", FieldAction.Error),
        new($"{prefix}error.type", FieldAction.ErrorType),
        new($"{prefix}error.code", FieldAction.ErrorCode),
        new($"{prefix}error.message", FieldAction.ErrorMessage),
        new($"{prefix}error.metadata.error_type", FieldAction.ErrorType),
    ];

    /// <summary>An error inside an object that is not an error by itself.</summary>
    /// <param name="prefix">The prefix of the paths.</param>
    private static Field[] OneOfErrors(string prefix) =>
    [
        new($"{prefix}type", FieldAction.ErrorType, 1),
        new($"{prefix}code", FieldAction.ErrorCode, 1),
        new($"{prefix}message", FieldAction.ErrorMessage, 1),
    ];

    /// <summary>
    /// The cost in the usage, as OpenRouter (https://openrouter.ai/docs/use-cases/usage-accounting), Perplexity
    /// (https://docs.perplexity.ai/api-reference/chat-completions-post), x.ai (https://docs.x.ai/developers/cost-tracking) and DeepInfra
    /// (https://deepinfra.com/docs/openai_api) report it.
    /// </summary>
    /// <param name="usage">The path of the usage.</param>
    public static Field[] Cost(string usage) =>
    [
        new($"{usage}.cost", FieldAction.Cost, (byte)CostFigure.Dollars),
        new($"{usage}.cost.total_cost", FieldAction.Cost, (byte)CostFigure.Dollars),
        new($"{usage}.estimated_cost", FieldAction.Cost, (byte)CostFigure.Dollars),
        new($"{usage}.cost_in_usd_ticks", FieldAction.Cost, (byte)CostFigure.Ticks),
        new($"{usage}.cost_details.upstream_inference_cost", FieldAction.Cost, (byte)CostFigure.Upstream),
        new($"{usage}.is_byok", FieldAction.Cost, (byte)CostFigure.OwnKey),
    ];

    /// <summary>The cost as Vercel's gateway reports it: https://vercel.com/docs/ai-gateway/sdks-and-apis/openai-chat-completions.</summary>
    /// <param name="prefix">The prefix of the paths.</param>
    public static Field[] GatewayCost(string prefix) =>
    [
        new($"{prefix}provider_metadata.gateway.cost", FieldAction.Cost, (byte)CostFigure.Dollars),
        new($"{prefix}provider_metadata.gateway.marketCost", FieldAction.Cost, (byte)CostFigure.Market),
    ];

    /// <summary>What ends a stream: https://platform.openai.com/docs/api-reference/chat/create (stream).</summary>
    public static readonly Field Done = new("[*]", FieldAction.DoneMarker);

    /// <summary>Mistral and older vLLM send <c>"object": "error"</c> with the rest of the error in the same object.</summary>
    public static readonly (string, EventRule) ErrorObject = ("error", new EventRule(Fails: true));

    /// <summary>
    /// The figures of chat and completions, with the names of OpenAI, DeepSeek, Moonshot, OpenRouter, Mistral, Writer, DashScope and gateways to
    /// Anthropic; the names of Responses come last, for servers that use them for a chat (mlx-vlm).
    /// </summary>
    public static FigureGroup CompletionUsage(string path) => new(
        path,
        (Figure.Input, "prompt_tokens"),
        (Figure.Output, "completion_tokens"),
        (Figure.Total, "total_tokens"),
        (Figure.CachedInput, "prompt_tokens_details.cached_tokens"),
        (Figure.CachedInput, "prompt_token_details.cached_tokens"),
        (Figure.CachedInput, "prompt_cache_hit_tokens"),
        (Figure.CachedInput, "cached_tokens"),
        (Figure.CachedInput, "cache_read_input_tokens"),
        (Figure.CachedInput, "num_cached_tokens"),
        (Figure.CacheWrite, "prompt_tokens_details.cache_write_tokens"),
        (Figure.CacheWrite, "prompt_tokens_details.cache_creation_tokens"),
        (Figure.CacheWrite, "prompt_tokens_details.cache_creation_input_tokens"),
        (Figure.CacheWrite, "prompt_tokens_details.cached_creation_tokens"),
        (Figure.CacheWrite, "cache_creation_input_tokens"),
        (Figure.CacheWrite5Minutes, "prompt_tokens_details.cache_creation.ephemeral_5m_input_tokens"),
        (Figure.CacheWrite5Minutes, "cache_creation.ephemeral_5m_input_tokens"),
        (Figure.CacheWrite1Hour, "prompt_tokens_details.cache_creation.ephemeral_1h_input_tokens"),
        (Figure.CacheWrite1Hour, "cache_creation.ephemeral_1h_input_tokens"),
        (Figure.Reasoning, "completion_tokens_details.reasoning_tokens"),
        (Figure.Reasoning, "reasoning_tokens"),
        (Figure.InputAudio, "prompt_tokens_details.audio_tokens"),
        (Figure.InputText, "prompt_tokens_details.text_tokens"),
        (Figure.InputImage, "prompt_tokens_details.image_tokens"),
        (Figure.OutputAudio, "completion_tokens_details.audio_tokens"),
        (Figure.OutputText, "completion_tokens_details.text_tokens"),
        (Figure.OutputImage, "completion_tokens_details.image_tokens"),
        (Figure.AcceptedPrediction, "completion_tokens_details.accepted_prediction_tokens"),
        (Figure.RejectedPrediction, "completion_tokens_details.rejected_prediction_tokens"),
        (Figure.Input, "input_tokens"),
        (Figure.Output, "output_tokens"));

    /// <summary>The figures of transcriptions: OpenAI names them as in Responses, Mistral as in chat.</summary>
    public static FigureGroup TranscriptionUsage(string path) => InputOutputUsage(path) with
    {
        Members =
        [
            .. InputOutputUsage(path).Members,
            (Figure.CachedInput, "prompt_tokens_details.cached_tokens"),
            (Figure.InputAudio, "prompt_tokens_details.audio_tokens"),
        ],
    };

    /// <summary>The figures of Responses, images and transcriptions; the names of chat come last, for servers that use them here.</summary>
    public static FigureGroup InputOutputUsage(string path) => new(
        path,
        (Figure.Input, "input_tokens"),
        (Figure.Output, "output_tokens"),
        (Figure.Total, "total_tokens"),
        (Figure.CachedInput, "input_tokens_details.cached_tokens"),
        (Figure.CachedInput, "input_tokens_details.cache_read_input_tokens"),
        (Figure.CachedInput, "cache_read_input_tokens"),
        (Figure.CacheWrite, "input_tokens_details.cache_write_tokens"),
        (Figure.CacheWrite, "input_tokens_details.cache_creation_input_tokens"),
        (Figure.CacheWrite, "cache_creation_input_tokens"),
        (Figure.CacheWrite5Minutes, "input_tokens_details.cache_creation.ephemeral_5m_input_tokens"),
        (Figure.CacheWrite1Hour, "input_tokens_details.cache_creation.ephemeral_1h_input_tokens"),
        (Figure.Reasoning, "output_tokens_details.reasoning_tokens"),
        (Figure.InputText, "input_tokens_details.text_tokens"),
        (Figure.InputAudio, "input_tokens_details.audio_tokens"),
        (Figure.InputImage, "input_tokens_details.image_tokens"),
        (Figure.InputText, "input_token_details.text_tokens"),
        (Figure.InputAudio, "input_token_details.audio_tokens"),
        (Figure.OutputText, "output_tokens_details.text_tokens"),
        (Figure.OutputAudio, "output_tokens_details.audio_tokens"),
        (Figure.OutputImage, "output_tokens_details.image_tokens"),
        (Figure.Input, "prompt_tokens"),
        (Figure.Output, "completion_tokens"));
}
