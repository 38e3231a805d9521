namespace WebApi.Providers;

/// <summary>A call to be made.</summary>
/// <param name="Provider">The name of the provider in the settings.</param>
/// <param name="Model">The model.</param>
/// <param name="Message">What the user says.</param>
/// <param name="Streams">The answer is to be streamed.</param>
/// <param name="AsksForUsage">Streams of Chat Completions are asked for their usage, which they do not send otherwise.</param>
internal sealed record ProviderCall(string Provider, string Model, string Message, bool Streams = true, bool AsksForUsage = true);
