namespace LlmHttpMetrics.Hosting.Validation;

/// <summary>One of the checks of options that are made when the host starts.</summary>
/// <param name="Run">Reads options, which throws what is wrong with them.</param>
internal sealed record StartCheck(Action<IServiceProvider> Run);
