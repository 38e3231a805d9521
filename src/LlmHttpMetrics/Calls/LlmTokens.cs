using System.Text.Json.Serialization;

namespace LlmHttpMetrics;

/// <summary>The token figures of a call as the provider sent them; a figure that was not sent is <see langword="null"/>.</summary>
public sealed record LlmTokens
{
    /// <summary>Input tokens, including cached ones.</summary>
    [JsonPropertyName("input_tokens")]
    public long? Input { get; init; }

    /// <summary>Output tokens, including reasoning.</summary>
    [JsonPropertyName("output_tokens")]
    public long? Output { get; init; }

    /// <summary>The provider's total, as sent.</summary>
    [JsonPropertyName("total_tokens")]
    public long? Total { get; init; }

    /// <summary>Input tokens read from a cache; part of <see cref="Input"/>.</summary>
    [JsonPropertyName("cache_read_input_tokens")]
    public long? CachedInput { get; init; }

    /// <summary>Input tokens written to a cache; part of <see cref="Input"/>.</summary>
    [JsonPropertyName("cache_write_input_tokens")]
    public long? CacheWrite { get; init; }

    /// <summary>Input tokens written to a cache for five minutes (Anthropic); part of <see cref="CacheWrite"/>.</summary>
    [JsonPropertyName("cache_write_5m_input_tokens")]
    public long? CacheWrite5Minutes { get; init; }

    /// <summary>Input tokens written to a cache for an hour (Anthropic); part of <see cref="CacheWrite"/>.</summary>
    [JsonPropertyName("cache_write_1h_input_tokens")]
    public long? CacheWrite1Hour { get; init; }

    /// <summary>Reasoning tokens; part of <see cref="Output"/>.</summary>
    [JsonPropertyName("reasoning_output_tokens")]
    public long? Reasoning { get; init; }

    /// <summary>Input tokens that the provider's own tools added to the prompt (Gemini); not part of <see cref="Input"/>.</summary>
    [JsonPropertyName("tool_use_input_tokens")]
    public long? ToolUseInput { get; init; }

    /// <summary>Input tokens of audio; part of <see cref="Input"/>.</summary>
    [JsonPropertyName("audio_input_tokens")]
    public long? InputAudio { get; init; }

    /// <summary>Input tokens of images; part of <see cref="Input"/>.</summary>
    [JsonPropertyName("image_input_tokens")]
    public long? InputImage { get; init; }

    /// <summary>Output tokens of audio; part of <see cref="Output"/>.</summary>
    [JsonPropertyName("audio_output_tokens")]
    public long? OutputAudio { get; init; }

    /// <summary>Output tokens of images; part of <see cref="Output"/>.</summary>
    [JsonPropertyName("image_output_tokens")]
    public long? OutputImage { get; init; }

    /// <summary>Tokens of a predicted output that were accepted.</summary>
    [JsonPropertyName("accepted_prediction_tokens")]
    public long? AcceptedPrediction { get; init; }

    /// <summary>Tokens of a predicted output that were rejected, and are billed nevertheless.</summary>
    [JsonPropertyName("rejected_prediction_tokens")]
    public long? RejectedPrediction { get; init; }
}
