using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics.Providers.Ollama;

/// <summary>Ollama's own service, and local servers by their port.</summary>
internal static class OllamaProviders
{
    public static readonly Provider[] All = [new("ollama", ["ollama.com", "*:11434"], OllamaEndpoints.All)];
}
