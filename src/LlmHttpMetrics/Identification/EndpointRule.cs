using LlmHttpMetrics.Observation.Wire;

namespace LlmHttpMetrics.Identification;

/// <summary>An endpoint of a dialect: how its path ends, what it does, and how its bodies are read.</summary>
/// <param name="PathEnd">The end of the path, from a slash on; the longest that fits wins.</param>
/// <param name="Operation">The value of <c>gen_ai.operation.name</c>.</param>
/// <param name="Format">The wire format of its bodies.</param>
/// <param name="Evidence">What the payload must hold at a host that nobody knows; null where the path alone never suffices.</param>
internal sealed record EndpointRule(string PathEnd, string Operation, WireFormat Format, RequestEvidence? Evidence = null)
{
    /// <summary>More of the path's end than can be said in one word; it then decides.</summary>
    public PathTemplate? Template { get; init; }

    /// <summary>The longer of two that fit is the more particular.</summary>
    public int Length => Template?.Length ?? PathEnd.Length;

    /// <summary>Only paths that hold this; of rules with equal ends the longest part wins. Empty for all.</summary>
    public string PathPart { get; init; } = "";

    /// <summary>Asking here asks for a stream, whatever the payload says.</summary>
    public bool Streams { get; init; }
}
