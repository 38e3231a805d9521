namespace LlmHttpMetrics.MockProviders.Serving;

/// <summary>An error with the provider's values. Anthropic only has types, Azure mostly codes.</summary>
internal sealed record WireError(string? Type, string? Code, string Message);
