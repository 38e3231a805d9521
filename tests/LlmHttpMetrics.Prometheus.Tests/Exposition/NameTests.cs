using LlmHttpMetrics.Prometheus.Collecting;
using LlmHttpMetrics.Prometheus.Exposition;

namespace LlmHttpMetrics.Prometheus.Tests.Exposition;

/// <summary>Names as OpenTelemetry's rules for Prometheus make them.</summary>
public sealed class NameTests
{
    [TestCase("gen_ai.client.operation.duration", "s", nameof(MetricKind.Histogram), "gen_ai_client_operation_duration_seconds")]
    [TestCase("gen_ai.client.token.usage", "{token}", nameof(MetricKind.Histogram), "gen_ai_client_token_usage")]
    [TestCase("llm.requests", "{request}", nameof(MetricKind.Counter), "llm_requests")]
    [TestCase("llm.cost", null, nameof(MetricKind.Counter), "llm_cost")]
    [TestCase("llm.provider.health", "1", nameof(MetricKind.Gauge), "llm_provider_health")]
    [TestCase("a.total", "", nameof(MetricKind.Counter), "a")]
    [TestCase("a_seconds", "s", nameof(MetricKind.Gauge), "a_seconds")]
    [TestCase("1.größe//x", "By", nameof(MetricKind.Gauge), "_1_gr_e_x_bytes")]
    [TestCase("__a", "%", nameof(MetricKind.Gauge), "_a_percent")]
    public void Metric_OfAnInstrument_IsNamed(string instrument, string? unit, string kind, string name) =>
        Assert.That(PrometheusNames.Metric(instrument, unit, Enum.Parse<MetricKind>(kind)), Is.EqualTo(name));

    [TestCase("gen_ai.request.model", "gen_ai_request_model")]
    [TestCase("__name__", "_name_")]
    [TestCase("2nd tag", "_2nd_tag")]
    [TestCase("标签", "_")]
    [TestCase("", "_")]
    public void Label_OfATag_IsNamed(string tag, string name) => Assert.That(PrometheusNames.Label(tag), Is.EqualTo(name));
}
