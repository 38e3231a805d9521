namespace LlmHttpMetrics.CustomProviders;

/// <summary>The paths of the values in a request. An empty list of paths means that there is no such value.</summary>
public sealed class CustomRequest
{
    /// <summary>The model; it takes precedence over a model in the URL path.</summary>
    /// <value>The default is <c>model</c>.</value>
    public JsonPaths? Model { get; set; }

    /// <summary>The text that is sent: messages, instructions, prompts.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? Text { get; set; }

    /// <summary>Whether a stream is requested.</summary>
    /// <value>The default is <c>stream</c>.</value>
    public JsonPaths? Stream { get; set; }

    /// <summary>The number of answers that are requested; a stream is complete when that many have a finish reason.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? ChoiceCount { get; set; }

    /// <summary>The limit of output tokens.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? MaxTokens { get; set; }

    /// <summary>The temperature.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? Temperature { get; set; }

    /// <summary>The probability mass to sample from (top p).</summary>
    /// <value>The default is none.</value>
    public JsonPaths? TopP { get; set; }

    /// <summary>The number of tokens to sample from (top k).</summary>
    /// <value>The default is none.</value>
    public JsonPaths? TopK { get; set; }

    /// <summary>The frequency penalty.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? FrequencyPenalty { get; set; }

    /// <summary>The presence penalty.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? PresencePenalty { get; set; }

    /// <summary>The sampling seed.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? Seed { get; set; }

    /// <summary>The reasoning effort.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? ReasoningLevel { get; set; }

    /// <summary>The requested service tier.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? ServiceTier { get; set; }
}
