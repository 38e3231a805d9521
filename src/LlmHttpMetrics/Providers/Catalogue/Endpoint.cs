using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Catalogue;

/// <summary>What a request's method and URL say about it.</summary>
/// <param name="Provider">The value of <c>gen_ai.provider.name</c>.</param>
/// <param name="Operation">The value of <c>gen_ai.operation.name</c>.</param>
/// <param name="Format">How its bodies are read.</param>
/// <param name="Evidence">What the payload must hold before it counts as a model call; none where the URL is enough.</param>
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

    /// <summary>Where its host says that it serves; null where it says nothing.</summary>
    public string? Location { get; private init; }

    /// <summary>The port, boxed once.</summary>
    public required object ServerPort { get; init; }

    /// <summary>What told whose it is.</summary>
    public required string RecognizedBy { get; init; }

    /// <summary>The model that the path names.</summary>
    public string? PathModel { get; init; }

    /// <summary>The answer is a stream unless the payload says otherwise.</summary>
    public bool Streams { get; init; }

    /// <summary>The stored answer that is looked at, where that matters only while its usage is awaited; else null.</summary>
    public string? AwaitedId { get; init; }

    /// <summary>False for what is no request to a model and at most a span.</summary>
    public bool Counted { get; init; } = true;
}
