namespace WebApi.Providers;

/// <summary>The exception that is thrown when a provider refuses a call or fails during its answer.</summary>
internal sealed class ProviderException(string message) : Exception(message);
