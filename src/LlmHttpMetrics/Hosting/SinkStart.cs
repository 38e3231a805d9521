namespace LlmHttpMetrics.Hosting;

/// <summary>
/// What a sink of ours does when the first client is created, and not when the queue needs it: what is wrong with its options is thrown there. It
/// must not need the client factory.
/// </summary>
/// <param name="Begin">Begins, or throws what is wrong.</param>
internal sealed record SinkStart(Action<IServiceProvider> Begin);
