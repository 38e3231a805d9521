using System.Text.Json;

namespace LlmHttpMetrics.Prometheus.Tests.RealPrometheus;

/// <summary>A rule as Prometheus has read it.</summary>
internal sealed record LoadedRule(
    string Name, bool Alerts, string Expression, IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string, string> Annotations,
    string Health, DateTimeOffset Evaluated)
{
    public static LoadedRule Of(JsonElement rule) => new(
        rule.GetProperty("name").GetString()!,
        rule.GetProperty("type").GetString() == "alerting",
        rule.GetProperty("query").GetString()!,
        Texts(rule, "labels"),
        Texts(rule, "annotations"),
        rule.GetProperty("health").GetString()!,
        rule.GetProperty("lastEvaluation").GetDateTimeOffset());

    private static Dictionary<string, string> Texts(JsonElement rule, string name) =>
        rule.TryGetProperty(name, out var texts) ? texts.EnumerateObject().ToDictionary(text => text.Name, text => text.Value.GetString()!) : [];
}
