namespace LlmHttpMetrics.Hosting;

/// <summary>
/// Starts a sink when the first client is created rather than when the queue first needs it, so that invalid options throw there. It must not depend on the
/// client factory.
/// </summary>
/// <param name="Begin">Starts the sink, or throws if its options are invalid.</param>
internal sealed record SinkStart(Action<IServiceProvider> Begin);
