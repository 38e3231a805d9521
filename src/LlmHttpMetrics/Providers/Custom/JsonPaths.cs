using System.Collections.ObjectModel;

namespace LlmHttpMetrics.CustomProviders;

/// <summary>
/// One path into JSON, or several that may all be there. A path names members from the root on: <c>choices[*].delta.content</c>,
/// with <c>[*]</c> for every element of an array and <c>['a.b']</c> for a member whose name holds a dot or bracket. In
/// configuration it is a string or a list of strings.
/// </summary>
/// <example><code>Text = "output.text", FinishReason = ["stop_reason", "delta.stop_reason"]</code></example>
public sealed class JsonPaths : Collection<string>
{
    /// <summary>Makes a list of one path.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The list.</returns>
    public static implicit operator JsonPaths(string path) => FromString(path);

    /// <summary>Makes a list of one path.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The list.</returns>
    public static JsonPaths FromString(string path) => [path];
}
