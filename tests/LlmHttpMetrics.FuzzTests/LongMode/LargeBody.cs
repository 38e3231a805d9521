namespace LlmHttpMetrics.FuzzTests.LongMode;

/// <summary>How a body begins, and what it repeats from there on.</summary>
internal sealed record LargeBody(string Name, string ContentType, string Start, string Again)
{
    public override string ToString() => Name;
}
