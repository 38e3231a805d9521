namespace LlmHttpMetrics.CustomProviders;

/// <summary>Where in a request what stands. An empty list of paths means nowhere.</summary>
public sealed class CustomRequest
{
    /// <summary>The model; where the path names one too, this goes before it.</summary>
    /// <value>The default is <c>model</c>.</value>
    public JsonPaths? Model { get; set; }

    /// <summary>The text that is sent: messages, instructions, prompts.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? Text { get; set; }

    /// <summary>Whether the answer is to be streamed.</summary>
    /// <value>The default is <c>stream</c>.</value>
    public JsonPaths? Stream { get; set; }

    /// <summary>How many answers are asked for; a stream is complete once as many have a finish reason.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? ChoiceCount { get; set; }

    /// <summary>The limit of output tokens.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? MaxTokens { get; set; }

    /// <summary>The temperature.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? Temperature { get; set; }

    /// <summary>The probability mass that is sampled from.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? TopP { get; set; }

    /// <summary>The number of tokens that are sampled from.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? TopK { get; set; }

    /// <summary>The penalty on repeated tokens.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? FrequencyPenalty { get; set; }

    /// <summary>The penalty on tokens that have occurred.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? PresencePenalty { get; set; }

    /// <summary>The seed of sampling.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? Seed { get; set; }

    /// <summary>How much the model is to reason.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? ReasoningLevel { get; set; }

    /// <summary>The service tier that is asked for.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? ServiceTier { get; set; }
}
