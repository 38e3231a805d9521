namespace LlmHttpMetrics.Hosting.Validation;

/// <summary>A check of options that runs when the host starts.</summary>
/// <param name="Run">Reads the options, and throws if they are invalid.</param>
internal sealed record StartCheck(Action<IServiceProvider> Run);
