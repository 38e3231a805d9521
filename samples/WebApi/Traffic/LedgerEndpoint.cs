using LlmHttpMetrics.MockProviders;

namespace WebApi.Traffic;

/// <summary><c>GET /ledger</c>: the last 10,000 calls that the mock providers have served, for comparison with the library's figures.</summary>
internal static class LedgerEndpoint
{
    public static void AddTraffic(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TrafficOptions>().Bind(configuration.GetSection("Traffic")).ValidateDataAnnotations().ValidateOnStart();
        services.AddHostedService<BackgroundTraffic>();
    }

    public static void MapLedger(this IEndpointRouteBuilder endpoints, string path) => endpoints.MapGet(path, (MockLedger ledger) =>
    {
        var entries = ledger.Entries;
        LedgerAnswer answer = new(
            entries.Count,
            entries.Count(entry => entry.Status >= 400),
            entries.Sum(entry => entry.Tokens?.Input ?? 0),
            entries.Sum(entry => entry.Tokens?.Output ?? 0));
        return TypedResults.Json(answer, LedgerJson.Default.LedgerAnswer);
    });
}
