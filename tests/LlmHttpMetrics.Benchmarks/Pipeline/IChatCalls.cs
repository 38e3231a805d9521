namespace LlmHttpMetrics.Benchmarks.Pipeline;

/// <summary>Calls of a chat model, made through a package.</summary>
internal interface IChatCalls
{
    Task<int> WholeAsync();

    Task<int> StreamAsync();
}
