using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace LlmHttpMetrics.Prometheus.Serving;

/// <summary>
/// Finds endpoints that have the same path as ours. Routing would only report it with the first request, and endpoints cannot be inspected before all
/// have been mapped: conventions can no longer be added to endpoints that have been built.
/// </summary>
internal static class PathConflicts
{
    /// <param name="all">The endpoints of the application.</param>
    /// <param name="page">Identifies our endpoint.</param>
    /// <param name="found">Called for each conflicting endpoint, with our path and its display name.</param>
    public static void Find(IReadOnlyList<Endpoint> all, MetricsPage page, Action<string, string?> found)
    {
        foreach (var own in all.OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<MetricsPage>() == page && !HasHost(endpoint)))
        {
            foreach (var other in all.OfType<RouteEndpoint>())
            {
                if (other != own && !HasHost(other) && TakesGet(other) && other.Order == own.Order && IsSame(own.RoutePattern, other.RoutePattern))
                {
                    found("/" + string.Join('/', own.RoutePattern.PathSegments.Select(Text)), other.DisplayName);
                }
            }
        }
    }

    private static bool TakesGet(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is not { HttpMethods.Count: > 0 } methods
        || methods.HttpMethods.Contains(HttpMethods.Get, StringComparer.OrdinalIgnoreCase);

    private static bool HasHost(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHostMetadata>() is { Hosts.Count: > 0 };

    private static bool IsSame(RoutePattern own, RoutePattern other) =>
        own.PathSegments.Count == other.PathSegments.Count
        && own.PathSegments.Zip(other.PathSegments).All(
            pair => Text(pair.First) is { } text && text.Equals(Text(pair.Second), StringComparison.OrdinalIgnoreCase));

    /// <summary>Null for a segment that is not just text.</summary>
    private static string? Text(RoutePatternPathSegment segment) =>
        segment is { IsSimple: true, Parts: [RoutePatternLiteralPart literal] } ? literal.Content : null;
}
