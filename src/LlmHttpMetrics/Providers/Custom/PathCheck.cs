using System.Diagnostics.CodeAnalysis;
using LlmHttpMetrics.Json;

namespace LlmHttpMetrics.Providers.Custom;

/// <summary>Validates a configured path.</summary>
internal static class PathCheck
{
    /// <summary>True for a valid path; the key is the same for all spellings of it.</summary>
    public static bool TryRead(string? path, [NotNullWhen(true)] out string? key, [NotNullWhen(false)] out string? error)
    {
        try
        {
            FieldMap.Check(path ?? "", out var steps);
            (key, error) = (string.Join('\0', steps), null);
            return true;
        }
        catch (FieldPathException e)
        {
            (key, error) = (null, $"wrong at position {e.Position}: {e.Expected}.");
            return false;
        }
    }
}
