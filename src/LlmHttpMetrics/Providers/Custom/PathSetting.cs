using LlmHttpMetrics.CustomProviders;
using LlmHttpMetrics.Json;

namespace LlmHttpMetrics.Providers.Custom;

/// <summary>A setting that holds paths.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Get">The paths; null where nothing has been said.</param>
/// <param name="Set">Sets them.</param>
/// <param name="Action">What a value at such a path means.</param>
/// <param name="Argument">More of what it means.</param>
/// <param name="Default">The path where nothing has been said.</param>
internal sealed record PathSetting<T>(
    string Name, Func<T, JsonPaths?> Get, Action<T, JsonPaths?> Set, FieldAction Action, byte Argument = 0, string? Default = null)
{
    /// <summary>What the default is compared with other paths by, read once for all descriptions.</summary>
    public string? DefaultKey { get; } = Default is not null && PathCheck.TryRead(Default, out var key, out _) ? key : null;
}
