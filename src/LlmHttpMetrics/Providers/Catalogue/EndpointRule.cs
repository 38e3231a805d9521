using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Catalogue;

/// <summary>An endpoint of an API: the end of its path, its operation, and the format of its bodies.</summary>
/// <param name="PathEnd">
/// The end of the path, beginning with a slash, or with the colon of an action on the segment before it, in the syntax of
/// <see cref="PathPattern"/>; the longest match is used.
/// </param>
/// <param name="Operation">The value of <c>gen_ai.operation.name</c>.</param>
/// <param name="Known">The wire format of its bodies; null if it is <see cref="Made"/>.</param>
/// <param name="Evidence">What the payload must contain at an unknown host; null if the path alone never suffices.</param>
internal sealed record EndpointRule(string PathEnd, string Operation, WireFormat? Known, RequestEvidence? Evidence = null)
{
    /// <summary>The wire format of its bodies.</summary>
    public WireFormat Format => Known ?? Made!.Value;

    /// <summary>The format, created when a call needs it: a configuration may have thousands of endpoints, few of which are called.</summary>
    public Lazy<WireFormat>? Made { get; init; }

    /// <summary>A template for the end of the path, if a single word is not enough; it then decides.</summary>
    public PathTemplate? Template { get; init; }

    public PathPattern Pattern { get; } = new(PathEnd);

    /// <summary>The longer of two matches is the more specific.</summary>
    public int Length => Template?.Length ?? Pattern.Length;

    /// <summary>Only paths that contain this; of rules with the same end, the longest part is used. Empty for all.</summary>
    public string PathPart { get; init; } = "";

    /// <summary>The answer is a stream unless the payload requests otherwise.</summary>
    public bool Streams { get; init; }

    /// <summary>False for a path that looks like a model call but is not.</summary>
    public bool IsModelCall { get; init; } = true;

    /// <summary>The payload must contain the evidence at the provider's own hosts too: models of other kinds share the path.</summary>
    public bool IsShared { get; init; }

    /// <summary>The segment before the id by which an answer of this endpoint can be retrieved; null if answers are not stored.</summary>
    public string? StoredIn { get; init; }
}
