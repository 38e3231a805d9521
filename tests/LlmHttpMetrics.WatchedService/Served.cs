using System.Text.Json;
using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.WatchedService;

/// <summary>What the server has served, in one line.</summary>
internal static class Served
{
    public static string Of(IReadOnlyList<LedgerEntry> entries) => JsonSerializer.Serialize(new
    {
        requests = entries.Count,
        errors = entries.Count(entry => entry.Status >= 400),
        streams = entries.Count(entry => entry.Streamed),
        input = entries.Sum(entry => entry.Tokens?.Input ?? 0),
        output = entries.Sum(entry => entry.Tokens?.Output ?? 0),
    });
}
