using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace LlmHttpMetrics.Prometheus.Serving;

/// <summary>
/// Finds endpoints that have our path too. Routing would tell of it with the first request alone, and endpoints cannot be looked at
/// before all have been mapped: those that are being built may no longer be given conventions.
/// </summary>
internal static class TakenPath
{
    /// <param name="all">The endpoints of the application.</param>
    /// <param name="page">Marks ours.</param>
    /// <param name="found">Told of each that is in the way: our path, and what it is called.</param>
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

    /// <summary>Null for what is no mere text.</summary>
    private static string? Text(RoutePatternPathSegment segment) =>
        segment is { IsSimple: true, Parts: [RoutePatternLiteralPart literal] } ? literal.Content : null;
}
