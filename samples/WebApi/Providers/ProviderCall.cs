namespace WebApi.Providers;

/// <summary>A call to make.</summary>
/// <param name="Provider">The name of the provider in the settings.</param>
/// <param name="Model">The model.</param>
/// <param name="Message">The user's message.</param>
/// <param name="Streams">Whether the answer is streamed.</param>
/// <param name="AsksForUsage">Whether streams of Chat Completions request usage, which is not sent otherwise.</param>
internal sealed record ProviderCall(string Provider, string Model, string Message, bool Streams = true, bool AsksForUsage = true);
