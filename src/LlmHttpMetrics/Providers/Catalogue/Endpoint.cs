using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Catalogue;

/// <summary>What the method and URL of a request show about it.</summary>
/// <param name="Provider">The value of <c>gen_ai.provider.name</c>.</param>
/// <param name="Operation">The value of <c>gen_ai.operation.name</c>.</param>
/// <param name="Format">How its bodies are read.</param>
/// <param name="Evidence">What the payload must contain to count as a model call; none if the URL is enough.</param>
internal sealed record Endpoint(string Provider, string Operation, WireFormat Format, RequestEvidence Evidence)
{
    public required string ServerAddress
    {
        get;
        init
        {
            field = value;
            Location = HostLocation.Of(Provider, value);
        }
    }

    /// <summary>The location in its host name; null if there is none.</summary>
    public string? Location { get; private init; }

    /// <summary>The port, boxed once.</summary>
    public required object ServerPort { get; init; }

    /// <summary>How the provider was recognized.</summary>
    public required string RecognizedBy { get; init; }

    /// <summary>The model in the path.</summary>
    public string? PathModel { get; init; }

    /// <summary>The answer is a stream unless the payload requests otherwise.</summary>
    public bool Streams { get; init; }

    /// <summary>The id of the stored answer that is retrieved, if the retrieval only matters while its usage is awaited; otherwise null.</summary>
    public string? AwaitedId { get; init; }

    /// <summary>False if this is not a model request and at most a span.</summary>
    public bool Counted { get; init; } = true;
}
