using LlmHttpMetrics.CustomProviders;
using LlmHttpMetrics.Json;

namespace LlmHttpMetrics.Providers.Custom;

/// <summary>A setting that contains paths.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Get">Gets the paths; null if they are not set.</param>
/// <param name="Set">Sets them.</param>
/// <param name="Action">The meaning of a value at such a path.</param>
/// <param name="Argument">The argument of the action.</param>
/// <param name="Default">The path if the setting is not set.</param>
internal sealed record PathSetting<T>(
    string Name, Func<T, JsonPaths?> Get, Action<T, JsonPaths?> Set, FieldAction Action, byte Argument = 0, string? Default = null)
{
    /// <summary>The key by which the default is compared with other paths, calculated once.</summary>
    public string? DefaultKey { get; } = Default is not null && PathCheck.TryRead(Default, out var key, out _) ? key : null;
}
