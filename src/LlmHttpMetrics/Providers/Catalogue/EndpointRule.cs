using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Catalogue;

/// <summary>An endpoint of a dialect: how its path ends, what it does, and how its bodies are read.</summary>
/// <param name="PathEnd">
/// The end of the path, from a slash on, or from the colon of an action on what stands before it, as <see cref="PathPattern"/>
/// reads it; the longest that fits wins.
/// </param>
/// <param name="Operation">The value of <c>gen_ai.operation.name</c>.</param>
/// <param name="Known">The wire format of its bodies; null where it is <see cref="Made"/>.</param>
/// <param name="Evidence">What the payload must hold at a host that nobody knows; null where the path alone never suffices.</param>
internal sealed record EndpointRule(string PathEnd, string Operation, WireFormat? Known, RequestEvidence? Evidence = null)
{
    /// <summary>The wire format of its bodies.</summary>
    public WireFormat Format => Known ?? Made!.Value;

    /// <summary>The format, made when a call needs it: thousands of endpoints may be configured of which few are called.</summary>
    public Lazy<WireFormat>? Made { get; init; }

    /// <summary>More of the path's end than can be said in one word; it then decides.</summary>
    public PathTemplate? Template { get; init; }

    public PathPattern Pattern { get; } = new(PathEnd);

    /// <summary>The longer of two that fit is the more particular.</summary>
    public int Length => Template?.Length ?? Pattern.Length;

    /// <summary>Only paths that hold this; of rules with equal ends the longest part wins. Empty for all.</summary>
    public string PathPart { get; init; } = "";

    /// <summary>The answer is a stream unless the payload says otherwise.</summary>
    public bool Streams { get; init; }

    /// <summary>False for what ends like a model call and is none.</summary>
    public bool IsModelCall { get; init; } = true;

    /// <summary>The payload must hold the evidence at the provider's own hosts too: models of other kinds share the path.</summary>
    public bool IsShared { get; init; }

    /// <summary>The segment before the id by which an answer of this endpoint is had again; null where it is not kept.</summary>
    public string? StoredIn { get; init; }
}
