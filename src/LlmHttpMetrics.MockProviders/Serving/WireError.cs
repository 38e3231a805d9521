namespace LlmHttpMetrics.MockProviders.Serving;

/// <summary>An error in a provider's words. Anthropic has types only, Azure mostly codes.</summary>
internal sealed record WireError(string? Type, string? Code, string Message);
