using System.Collections.ObjectModel;

namespace LlmHttpMetrics.CustomProviders;

/// <summary>
/// One or more paths to values in JSON; several may be present at once. A path lists member names from the root: <c>choices[*].delta.content</c>,
/// with <c>[*]</c> for every element of an array and <c>['a.b']</c> for a member whose name contains a dot or bracket. In configuration, it is a
/// string or a list of strings.
/// </summary>
/// <example><code>Text = "output.text", FinishReason = ["stop_reason", "delta.stop_reason"]</code></example>
public sealed class JsonPaths : Collection<string>
{
    /// <summary>Creates a list of one path.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The list.</returns>
    public static implicit operator JsonPaths(string path) => FromString(path);

    /// <summary>Creates a list of one path.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The list.</returns>
    public static JsonPaths FromString(string path) => [path];
}
