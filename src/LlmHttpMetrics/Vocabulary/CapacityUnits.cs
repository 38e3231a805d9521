namespace LlmHttpMetrics.Vocabulary;

/// <summary>Values of <c>llm.capacity.unit</c> and <c>llm.direction</c>.</summary>
internal static class CapacityUnits
{
    public const string Characters = "characters";
    public const string Words = "words";
    public const string Bytes = "bytes";
    public const string Lines = "lines";
    public const string Input = "input";
    public const string Output = "output";
}
