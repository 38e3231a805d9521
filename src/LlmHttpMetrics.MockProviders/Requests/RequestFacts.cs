namespace LlmHttpMetrics.MockProviders.Requests;

/// <summary>The relevant values in the body of a request.</summary>
internal sealed record RequestFacts
{
    public bool IsJsonObject { get; init; }

    public string? Model { get; init; }

    /// <summary>Whether the body requests a stream; null if it does not say.</summary>
    public bool? Stream { get; init; }

    public bool IncludeUsage { get; init; }

    public bool Obfuscate { get; init; } = true;

    public int Choices { get; init; } = 1;

    public long? MaxTokens { get; init; }

    /// <summary>The number of words in everything that the model receives.</summary>
    public long InputWords { get; init; }

    /// <summary>Whether the part that the operation requires is present: messages, input or prompt.</summary>
    public bool HasInput { get; init; }

    /// <summary>The number of inputs of an embeddings request.</summary>
    public int Inputs { get; init; } = 1;

    public int? Dimensions { get; init; }

    public bool Base64 { get; init; }
}
