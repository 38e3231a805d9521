namespace LlmHttpMetrics.MockProviders.Requests;

/// <summary>What the body of a request says.</summary>
internal sealed record RequestFacts
{
    public bool IsJsonObject { get; init; }

    public string? Model { get; init; }

    /// <summary>What the body says of a stream; null where it says nothing.</summary>
    public bool? Stream { get; init; }

    public bool IncludeUsage { get; init; }

    public bool Obfuscate { get; init; } = true;

    public int Choices { get; init; } = 1;

    public long? MaxTokens { get; init; }

    /// <summary>Words in everything the model is to read.</summary>
    public long InputWords { get; init; }

    /// <summary>Whether the part that the operation can't do without is there: messages, input or prompt.</summary>
    public bool HasInput { get; init; }

    /// <summary>The number of inputs of an embeddings request.</summary>
    public int Inputs { get; init; } = 1;

    public int? Dimensions { get; init; }

    public bool Base64 { get; init; }
}
