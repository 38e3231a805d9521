using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Cases;

/// <summary>One call with everything that is decided about it.</summary>
internal sealed record FuzzCase
{
    /// <summary>What is sent and answered, mutated.</summary>
    public required Exchange Exchange { get; init; }

    /// <summary>What was done to it.</summary>
    public string Mutations { get; init; } = "nothing";

    public Pieces Pieces { get; init; }

    /// <summary>Decides the sizes of pieces and which reads complete later.</summary>
    public int Seed { get; init; }

    public ReadWay Way { get; init; }

    public CallEnding Ending { get; init; }

    /// <summary>After how many bytes it ends so.</summary>
    public int EndsAt { get; init; }

    public bool IsSync { get; init; } = true;

    /// <summary>A handler stands between our two layers.</summary>
    public bool HasHandlerBetween { get; init; }

    /// <summary>Whether there is a listener for spans.</summary>
    public bool IsTraced { get; init; }

    /// <summary>The request comes from a stream, not from memory.</summary>
    public bool IsRequestStreamed { get; init; }

    /// <summary>The monitoring asks streams for their usage.</summary>
    public bool Injects { get; init; }

    /// <summary>The number of records is held against the exchange's.</summary>
    public bool Counts { get; init; } = true;

    /// <summary>The request's body is not as it was recorded.</summary>
    public bool IsRequestChanged { get; init; }

    public override string ToString() =>
        $"{Exchange.Name} after {Mutations}: {Pieces} pieces by seed {Seed}, {(IsSync ? "sync" : "async")} {Way}, {Ending} at {EndsAt}"
        + $"{(HasHandlerBetween ? ", handler between" : "")}{(IsTraced ? ", traced" : "")}"
        + $"{(IsRequestStreamed ? ", streamed request" : "")}{(Injects ? ", injecting" : "")}";
}
