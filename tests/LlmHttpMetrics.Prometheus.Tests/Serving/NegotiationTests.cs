using LlmHttpMetrics.Prometheus.Serving;

namespace LlmHttpMetrics.Prometheus.Tests.Serving;

/// <summary>A scraper gets what it prefers.</summary>
public sealed class NegotiationTests
{
    /// <summary>What Prometheus 2.42 sends.</summary>
    private const string Prometheus2 =
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    /// <summary>What Prometheus 3 sends.</summary>
    private const string Prometheus3 =
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,"
            + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

    [TestCase(Prometheus2, true)]
    [TestCase(Prometheus3, true)]
    [TestCase(Browser, false)]
    [TestCase("", false)]
    [TestCase("*/*", false)]
    [TestCase("text/*", false)]
    [TestCase("application/*", true)]
    [TestCase("application/openmetrics-text", true)]
    [TestCase("Application/OpenMetrics-Text; Version=\"1.0.0\"", true)]
    [TestCase("application/openmetrics-text;version=2.0.0", false)]
    [TestCase("application/openmetrics-text;q=0, */*", false)]
    [TestCase("application/openmetrics-text;q=0.5, text/plain", false)]
    [TestCase("application/openmetrics-text;q=0.5, text/plain;q=0.4", true)]
    [TestCase("application/openmetrics-text;q=0.5, text/plain;version=0.0.4;q=0.4, text/plain;q=0.9", true)]
    [TestCase("application/json", false)]
    [TestCase(";;,,\"", false)]
    public void Format_OfAnAccept_IsThePreferred(string accept, bool openMetrics) =>
        Assert.That(Negotiation.Format(accept), Is.EqualTo(openMetrics ? LlmMetricsFormat.OpenMetrics : LlmMetricsFormat.Text));

    [TestCase("gzip", true)]
    [TestCase("deflate, GZIP;q=0.5", true)]
    [TestCase("*", true)]
    [TestCase("gzip;q=0", false)]
    [TestCase("*;q=0", false)]
    [TestCase("gzip;q=0, *", false)]
    [TestCase("br", false)]
    [TestCase("", false)]
    [TestCase("\"", false)]
    public void Gzip_OfAnAcceptEncoding_IsWanted(string accept, bool wanted) => Assert.That(Negotiation.WantsGzip(accept), Is.EqualTo(wanted));
}
