namespace LlmHttpMetrics.FuzzTests.Exchanges;

/// <summary>A request and its answer, as bytes and headers.</summary>
internal sealed record Exchange
{
    /// <summary>Where it comes from.</summary>
    public required string Name { get; init; }

    public string Method { get; init; } = "POST";

    public required string Url { get; init; }

    public IReadOnlyList<Header> RequestHeaders { get; init; } = [];

    public byte[] Request { get; init; } = [];

    public int Status { get; init; } = 200;

    public IReadOnlyList<Header> ResponseHeaders { get; init; } = [];

    public byte[] Response { get; init; } = [];

    /// <summary>What the server repeats for ever once the body is out; empty where the body ends.</summary>
    public byte[] Tail { get; init; } = [];

    /// <summary>How many requests the monitoring counts of it, before anything is changed: none or one.</summary>
    public int Counted { get; init; }

    /// <summary>Host and path alone make it a call, whatever its body says.</summary>
    public bool IsKnownByPath { get; init; }

    /// <summary>The answer's headers with one of them set.</summary>
    public Exchange WithHeader(string name, string value) => this with
    {
        ResponseHeaders = [.. ResponseHeaders.Where(header => !header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)), new(name, value)],
    };
}
