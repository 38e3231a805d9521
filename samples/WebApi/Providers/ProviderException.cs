namespace WebApi.Providers;

/// <summary>A provider has refused a call, or failed in its answer.</summary>
internal sealed class ProviderException(string message) : Exception(message);
