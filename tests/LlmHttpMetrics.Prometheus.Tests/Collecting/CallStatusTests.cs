using Microsoft.Extensions.DependencyInjection;
using System.Diagnostics.Metrics;

namespace LlmHttpMetrics.Prometheus.Tests.Collecting;

/// <summary>The short labels of calls, as the whole chain records them.</summary>
public sealed class CallStatusTests
{
    private const string CutStream =
        """
        data: {"id":"chatcmpl-2","model":"gpt-5-mini-2025-08-07","choices":[{"index":0,"delta":{"content":"c4n4ry"},"finish_reason":null}]}

        data: {"id":"chatcmpl-2","model":"gpt-5-mini-2025-08-07","choices":[],"usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18}}


        """;

    [TestCase(LlmOutcomes.Completed, "success")]
    [TestCase(LlmOutcomes.Length, "success")]
    [TestCase(LlmOutcomes.ContentFilter, "success")]
    [TestCase(LlmOutcomes.Cancelled, "success")]
    [TestCase(LlmOutcomes.Abandoned, "success")]
    [TestCase(LlmOutcomes.Error, "error")]
    [TestCase(LlmOutcomes.Timeout, "error")]
    [TestCase(LlmOutcomes.Broken, "error")]
    public void Status_OfAnOutcome_IsThatOfItsErrorType(string outcome, string status)
    {
        using OwnMeter own = new();
        own.Meter.CreateCounter<long>(LlmInstrumentNames.Requests).Add(1, new KeyValuePair<string, object?>(LlmTagNames.Outcome, outcome));

        Assert.That(own.Read().Only("llm_requests_total").Labels["status"], Is.EqualTo(status));
    }

    [Test]
    public async Task Tokens_OfACallThatBroke_HaveItsStatus()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(CutStream));
        using LlmPrometheusMetrics metrics = Of(client);

        using var response = await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest), HttpCompletionOption.ResponseHeadersRead);
        _ = await response.Content.ReadAsStringAsync();

        var page = Exposed.Parse(metrics.GetText(), LlmMetricsFormat.Text);
        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Broken));
        (string, string)[] labels = [("provider", "openai"), ("model", "gpt-5-mini"), ("status", "error")];
        Assert.That(page.Only("llm_requests_total", labels).Value, Is.EqualTo(1));
        Assert.That(page.Only("llm_tokens_total", [.. labels, ("gen_ai_token_type", "input")]).Value, Is.EqualTo(11));
        Assert.That(page.Only("llm_tokens_total", [.. labels, ("gen_ai_token_type", "output")]).Value, Is.EqualTo(7));
        Assert.That(page.Only("llm_request_latency_seconds_count", labels).Value, Is.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Tokens_CountedInTheBackground_HaveTheStatusOfTheirCall(bool known)
    {
        const string withoutUsage = """data: {"id":"1","model":"gpt-5-mini","choices":[{"index":0,"delta":{"content":"c4n4ry"},"finish_reason":null}]}"""
            + "\n\n";
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(withoutUsage)),
            options => options.Fallback.OnUnknownModel = LlmFallbacks.Estimate,
            services: services => services.AddSingleton<ITokenCounterSource>(new Lengths(known)));
        using LlmPrometheusMetrics metrics = Of(client);

        using (var response = await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest), HttpCompletionOption.ResponseHeadersRead))
        {
            _ = await response.Content.ReadAsStringAsync();
        }

        await LlmMonitoring.FlushAsync();

        var page = Exposed.Parse(metrics.GetText(), LlmMetricsFormat.Text);
        var tokens = page.Of("llm_tokens_total");
        Assert.That(tokens, Is.Not.Empty);
        Assert.That(
            tokens.Select(sample => (sample.Labels["status"], sample.Labels["llm_token_source"])),
            Has.All.EqualTo(("error", known ? "tokenizer" : "estimate")));
    }

    [TestCase(SemanticConventions.V1_41)]
    [TestCase(SemanticConventions.Latest)]
    [TestCase(SemanticConventions.Both)]
    public async Task Latency_OfEveryCall_IsThereOnceWhateverTheConvention(SemanticConventions conventions)
    {
        await using MonitoredClient client = new(
            new StubHandler(request => request.RequestUri!.AbsolutePath.EndsWith("embeddings", StringComparison.Ordinal)
                ? new HttpResponseMessage(System.Net.HttpStatusCode.TooManyRequests) { Content = new StringContent("{}") }
                : WireSamples.Trickle(WireSamples.ChatAnswer)),
            options => options.SemanticConventions = conventions);
        using LlmPrometheusMetrics metrics = Of(client);

        using var whole = await client.Http.SendAsync(WireSamples.Post());
        using var failed = await client.Http.SendAsync(WireSamples.Post("https://api.openai.com/v1/embeddings", """{"model":"e","input":"c4n4ry"}"""));

        var page = Exposed.Parse(metrics.GetText(), LlmMetricsFormat.Text);
        Assert.That(
            page.Of("llm_request_latency_seconds_count").Select(sample => (sample.KeyWithout(""), sample.Value)),
            Is.EqualTo(new[]
            {
                ("llm_request_latency_seconds_count{model=gpt-5-mini,provider=openai,status=success}", 1d),
                ("llm_request_latency_seconds_count{model=e,provider=openai,status=error}", 1d),
            }));
    }

    [Test]
    public void Model_NotAskedFor_IsTheOneThatAnswered()
    {
        using OwnMeter own = new();
        own.Meter.CreateCounter<long>(LlmInstrumentNames.Requests).Add(1, new KeyValuePair<string, object?>(LlmTagNames.ResponseModel, "answered"));

        Assert.That(own.Read().Only("llm_requests_total").Labels["model"], Is.EqualTo("answered"));
    }

    [Test]
    public void Health_OfAProvider_HasItsProviderAndNoStatus()
    {
        using OwnMeter own = new();
        own.Meter.CreateObservableGauge(
            "llm.provider.health", () => new Measurement<double>(0.5, new KeyValuePair<string, object?>(LlmTagNames.ProviderName, "openai")), "1");

        Assert.That(own.Read().Only("llm_provider_health").Key, Is.EqualTo("llm_provider_health{gen_ai_provider_name=openai,provider=openai}"));
    }

    [Test]
    public void Cost_InTwoCurrencies_HasTheShortLabels()
    {
        using OwnMeter own = new();
        var cost = own.Meter.CreateCounter<double>(LlmInstrumentNames.Cost);
        cost.Add(0.25, new KeyValuePair<string, object?>(LlmTagNames.ProviderName, "openai"), new KeyValuePair<string, object?>("llm.currency", "USD"));

        Assert.That(own.Read().Only("llm_cost_total").Key, Is.EqualTo(
            "llm_cost_total{gen_ai_provider_name=openai,llm_currency=USD,provider=openai,status=success}"));
    }

    private static LlmPrometheusMetrics Of(MonitoredClient client) => new(client.Services.GetRequiredService<IMeterFactory>());

    private sealed class Lengths(bool known) : ITokenCounterSource, ITokenCounter
    {
        public string Name => "lengths";

        public string Version => "1";

        public ITokenCounter? Find(string provider, string model) => known ? this : null;

        public ITokenCounter? FindByName(string name) => null;

        public long Count(ReadOnlySpan<byte> utf8) => utf8.Length;
    }
}
