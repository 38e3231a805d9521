namespace LlmHttpMetrics.Wire;

/// <summary>How a provider counts the tokens of a request without generating an answer.</summary>
/// <param name="Provider">The value of <c>gen_ai.provider.name</c>.</param>
/// <param name="Path">The path of the endpoint, relative to its base address; <c>{model}</c> stands for the model.</param>
/// <param name="Figure">The member of the answer that holds the count.</param>
/// <param name="Members">Members of the request that it accepts; others are left out.</param>
internal sealed record CountApi(string Provider, string Path, string Figure, string[] Members)
{
    public const string Model = "{model}";

    /// <summary>The member that the request is wrapped in, together with its model; null if the request is sent as it is.</summary>
    public string? Wrapper { get; init; }

    /// <summary>Members that change the count but are not accepted, or whose meaning changes once the call has been answered.</summary>
    public string[] Unanswerable { get; init; } = [];

    /// <summary>
    /// Members, at any depth, whose tokens do not depend on the bytes of the request: images, files, content stored with the provider.
    /// </summary>
    public string[] Elsewhere { get; init; } = [];

    /// <summary>Headers that the endpoint requires, for clients that do not set them.</summary>
    public (string Name, string Value)[] Headers { get; init; } = [];
}
