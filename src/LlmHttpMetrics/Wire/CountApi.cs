namespace LlmHttpMetrics.Wire;

/// <summary>How a provider counts the tokens of a request without answering it.</summary>
/// <param name="Provider">The value of <c>gen_ai.provider.name</c>.</param>
/// <param name="Path">Where it does so, from its base address on; <c>{model}</c> stands for the model.</param>
/// <param name="Figure">The member of its answer that holds the count.</param>
/// <param name="Members">Members of the request that it takes; others are left out.</param>
internal sealed record CountApi(string Provider, string Path, string Figure, string[] Members)
{
    public const string Model = "{model}";

    /// <summary>The member that the request goes into, with its model beside it; null where it stands by itself.</summary>
    public string? Wrapper { get; init; }

    /// <summary>Members that change the count and that it does not take, or that mean something else once the call has been answered.</summary>
    public string[] Unanswerable { get; init; } = [];

    /// <summary>Members, at any depth, whose tokens are no measure of the bytes of the request: images, files, what is kept by the provider.</summary>
    public string[] Elsewhere { get; init; } = [];

    /// <summary>Headers that it wants, where the client does not set them.</summary>
    public (string Name, string Value)[] Headers { get; init; } = [];
}
