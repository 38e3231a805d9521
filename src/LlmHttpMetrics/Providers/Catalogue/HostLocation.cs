namespace LlmHttpMetrics.Providers.Catalogue;

/// <summary>
/// The location that a host name contains: https://platform.openai.com/docs/guides/your-data (data residency) and
/// https://cloud.google.com/vertex-ai/generative-ai/docs/learn/locations.
/// </summary>
internal static class HostLocation
{
    private static readonly (string Provider, string Before, string After)[] Names =
    [
        ("openai", "", ".api.openai.com"),
        ("gcp.vertex_ai", "", "-aiplatform.googleapis.com"),
        ("gcp.vertex_ai", "aiplatform.", ".rep.googleapis.com"),
    ];

    /// <summary>The location; null if the name has none.</summary>
    public static string? Of(string provider, string host)
    {
        foreach (var (name, before, after) in Names)
        {
            if (name == provider && host.Length > before.Length + after.Length && host.StartsWith(before, StringComparison.OrdinalIgnoreCase)
                && host.EndsWith(after, StringComparison.OrdinalIgnoreCase))
            {
                return host[before.Length..^after.Length];
            }
        }

        return null;
    }
}
