using LlmHttpMetrics.IntegrationTests.Export.Wire;
using LlmHttpMetrics.IntegrationTests.MockProviders;
using LlmHttpMetrics.IntegrationTests.Readme;
using LlmHttpMetrics.MockProviders;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace LlmHttpMetrics.IntegrationTests.Export;

/// <summary>What a collector gets from a service's pipeline by OTLP.</summary>
[NonParallelizable]
internal sealed class OtlpTests
{
    private const int Delta = 1;
    private const int Cumulative = 2;
    private const int Client = 3;
    private const int Error = 2;

    private static readonly MockReply Reply = new() { Text = "w1 w2 w3 w4", InputTokens = 11, OutputTokens = 7, ServiceTier = "default" };

    private static readonly (string Name, string Kind, string Unit)[] Ours =
    [
        ("llm.requests", "sum", "{request}"), ("llm.tokens", "sum", "{token}"), ("llm.cost", "sum", ""), ("llm.attempts", "sum", "{attempt}"),
        ("llm.attempt.duration", "histogram", "s"),
        ("llm.time_to_first_token", "histogram", "s"), ("llm.time_to_first_answer", "histogram", "s"),
        ("llm.time_per_output_token", "histogram", "s"), ("llm.longest_stall", "histogram", "s"),
        ("llm.provider.health", "gauge", "1"),
    ];

    private static readonly (string Name, string Kind, string Unit)[] V1 =
    [
        ("gen_ai.client.operation.duration", "histogram", "s"), ("gen_ai.client.token.usage", "histogram", "{token}"),
        ("gen_ai.client.operation.time_to_first_chunk", "histogram", "s"), ("gen_ai.client.operation.time_per_output_chunk", "histogram", "s"),
    ];

    private static readonly (string Name, string Kind, string Unit)[] Latest =
    [
        ("gen_ai.client.inference.duration", "histogram", "s"),
        ("gen_ai.client.inference.time_to_first_chunk", "histogram", "s"), ("gen_ai.client.inference.time_per_output_chunk", "histogram", "s"),
        ("gen_ai.client.inference.usage.input_tokens", "sum", "{token}"), ("gen_ai.client.inference.usage.output_tokens", "sum", "{token}"),
        ("gen_ai.client.inference.operation.input_tokens", "histogram", "{token}"), ("gen_ai.client.inference.operation.output_tokens", "histogram", "{token}"),
    ];

    [TestCase(SemanticConventions.V1_41)]
    [TestCase(SemanticConventions.Latest)]
    [TestCase(SemanticConventions.Both)]
    public async Task Metrics_OfAGeneration_AreExportedByNameKindAndUnit(SemanticConventions conventions)
    {
        await using var receiver = await RunAsync(options => options.SemanticConventions = conventions);

        var metrics = receiver.Metrics;
        var expected = Ours.Concat(conventions.HasFlag(SemanticConventions.V1_41) ? V1 : []).Concat(
            conventions.HasFlag(SemanticConventions.Latest) ? Latest : []);
        Assert.That(receiver.Refused, Is.Empty);
        Assert.That(
            metrics.Values.Where(metric => metric.Scope == "LlmHttpMetrics").Select(metric => (metric.Name, metric.Kind, metric.Unit)),
            Is.EquivalentTo(expected));
        Assert.That(metrics["shop.orders"].Only().Value, Is.EqualTo(1), "the service's own is there as before");
        Assert.That(metrics.Values.Where(HasTemporality).Select(metric => metric.Temporality), Has.All.EqualTo(Cumulative));
        Assert.That(metrics.Values.Where(metric => metric.Kind == "sum").Select(metric => metric.Monotonic), Has.All.True);
    }

    [Test]
    public async Task Figures_OfV1_AreThoseOfTheServer()
    {
        await using var receiver = await RunAsync(options => options.SemanticConventions = SemanticConventions.V1_41);

        var metrics = receiver.Metrics;
        (string, object)[] chat = [("gen_ai.operation.name", "chat"), ("gen_ai.provider.name", "openai_compatible"), ("gen_ai.request.model", "gpt-5")];
        Assert.That(metrics["llm.requests"].Only([.. chat, ("llm.outcome", "completed")]).Value, Is.EqualTo(2));
        Assert.That(metrics["llm.requests"].Only([.. chat, ("llm.outcome", "error"), ("error.type", "server_error")]).Value, Is.EqualTo(1));
        Assert.That(metrics["llm.tokens"].Only([.. chat, ("gen_ai.token.type", "input"), ("llm.token.source", "provider")]).Value, Is.EqualTo(22));
        var usage = metrics["gen_ai.client.token.usage"].Only([.. chat, ("gen_ai.token.type", "output"), ("server.address", "127.0.0.1")]);
        Assert.That((usage.Count, usage.Value), Is.EqualTo((2ul, 14d)));
        Assert.That(usage.Tags["server.port"], Is.TypeOf<long>().And.GreaterThan(0));
        Assert.That((usage.Bounds[0], usage.Bounds[^1]), Is.EqualTo((1d, 67108864d)));
        Assert.That(usage.Buckets.Select((count, i) => (count, i)).Where(
            bucket => bucket.count > 0), Is.EqualTo(new[] { (2ul, 2) }), "7 is above 4 and below 16");
        Assert.That(metrics["gen_ai.client.operation.duration"].Only([.. chat, ("error.type", "server_error")]).Count, Is.EqualTo(1));
        Assert.That(metrics["gen_ai.client.operation.duration"].Points[0].Bounds, Has.Count.EqualTo(17).And.Contains(655.36).And.Contains(0.01));
        Assert.That(metrics["gen_ai.client.operation.time_to_first_chunk"].Only(chat).Count, Is.EqualTo(1));
        Assert.That(metrics["gen_ai.client.operation.time_per_output_chunk"].Only(chat).Count, Is.EqualTo(3));
        var health = metrics["llm.provider.health"].Only(("gen_ai.provider.name", "openai_compatible"));
        Assert.That((health.Value, health.Tags.Count), Is.EqualTo((2 / 3d, 1)));
    }

    [Test]
    public async Task Figures_OfTheLatest_AreThoseOfTheServer()
    {
        await using var receiver = await RunAsync(options => options.SemanticConventions = SemanticConventions.Latest);

        var metrics = receiver.Metrics;
        Assert.That(metrics["gen_ai.client.inference.usage.input_tokens"].Only(("gen_ai.token.modality", "unknown")).Value, Is.EqualTo(22));
        Assert.That(metrics["gen_ai.client.inference.usage.output_tokens"].Only(("gen_ai.token.modality", "unknown")).Value, Is.EqualTo(14));
        Assert.That(
            metrics["gen_ai.client.inference.operation.input_tokens"].Only().Tags.Keys,
            Has.None.EqualTo("gen_ai.token.modality").And.None.EqualTo("gen_ai.token.type"));
        Assert.That(metrics["gen_ai.client.inference.duration"].Points.Sum(point => (long)point.Count), Is.EqualTo(3));
    }

    [Test]
    public async Task Exemplars_OfEveryMetric_AreTheCallers()
    {
        (string TraceId, string SpanId) caller = default;
        await using var receiver = await RunAsync(_ => { }, Guide.AddExemplars, worked: ids => caller = ids);

        foreach (var metric in Published(receiver).Where(HasTemporality))
        {
            Assert.That(
                metric.Points.SelectMany(point => point.Exemplars).Select(exemplar => (exemplar.TraceId, exemplar.SpanId)).Distinct(),
                Is.EqualTo(new[] { caller }),
                metric.Name);
        }
    }

    [Test]
    public async Task Spans_OfCalls_AreBelowTheCallersWithTheirAttributes(
        [Values(SemanticConventions.V1_41, SemanticConventions.Latest)] SemanticConventions conventions)
    {
        (string TraceId, string SpanId) caller = default;
        await using var receiver = await RunAsync(options => options.SemanticConventions = conventions, worked: ids => caller = ids);

        var spans = receiver.Spans.Where(span => span.Scope == "LlmHttpMetrics").ToArray();
        Assert.That(
            spans.Select(span => (span.TraceId, span.ParentId, span.Kind, span.Name)),
            Is.EqualTo(Enumerable.Repeat((caller.TraceId, caller.SpanId, Client, "chat gpt-5"), 3)));
        Assert.That(receiver.Spans.Count(span => span.Scope == "Shop" && span.SpanId == caller.SpanId), Is.EqualTo(1));
        var whole = spans[0].Attributes;
        Assert.That(whole["gen_ai.operation.name"], Is.EqualTo("chat"));
        Assert.That(whole["gen_ai.provider.name"], Is.EqualTo("openai_compatible"));
        Assert.That(whole["gen_ai.response.finish_reasons"], Is.EqualTo(new object[] { "stop" }));
        Assert.That((whole["gen_ai.usage.input_tokens"], whole["gen_ai.usage.output_tokens"]), Is.EqualTo(((object)11L, (object)7L)));
        Assert.That((whole["llm.outcome"], whole["http.response.status_code"]), Is.EqualTo(((object)"completed", (object)200L)));
        Assert.That(whole.Keys, Has.None.EqualTo("gen_ai.request.stream").And.None.EqualTo("error.type"));
        Assert.That(spans[1].Attributes["gen_ai.request.stream"], Is.EqualTo(true));
        Assert.That(spans[1].Attributes["gen_ai.response.time_to_first_chunk"], Is.TypeOf<double>());
        Assert.That((spans[2].StatusCode, spans[2].Attributes["error.type"]), Is.EqualTo((Error, (object)"server_error")));
    }

    [Test]
    public async Task Views_OfTheGuide_MakeExponentialHistograms()
    {
        await using var receiver = await RunAsync(_ => { }, Guide.AddExponential);

        Assert.That(Kinds(
            receiver), Is.EquivalentTo(Ours.Concat(V1).Select(metric => (metric.Name, metric.Kind == "histogram" ? "exponential" : metric.Kind))));
        var usage = receiver.Metrics["gen_ai.client.token.usage"].Only(("gen_ai.token.type", "output"));
        Assert.That((usage.Count, usage.Value, usage.Scale), Is.EqualTo((2ul, 14d, (int?)20)), "one value apart: the finest scale");
    }

    [Test]
    public async Task Views_OfTheGuide_LeaveTagsOut()
    {
        await using var receiver = await RunAsync(_ => { }, Guide.AddFewTags);

        string[] kept = ["gen_ai.provider.name", "gen_ai.request.model", "llm.outcome", "error.type", "gen_ai.token.type", "llm.currency"];
        Assert.That(Published(receiver).SelectMany(metric => metric.Points).SelectMany(point => point.Tags.Keys).Distinct(), Is.EquivalentTo(kept));
        Assert.That(receiver.Metrics["gen_ai.client.operation.duration"].Only(("error.type", "server_error")).Scale, Is.Not.Null);
        Assert.That(receiver.Metrics["llm.requests"].Points.Sum(point => point.Value), Is.EqualTo(3), "nothing is lost with the tags");
        Assert.That(receiver.Metrics["shop.orders"].Only().Value, Is.EqualTo(1));
    }

    [Test]
    public async Task Views_OfTheGuide_DropInstruments()
    {
        await using var receiver = await RunAsync(_ => { }, Guide.AddDropped);

        Assert.That(
            Kinds(receiver),
            Is.EquivalentTo(
                Ours.Where(metric => !metric.Name.StartsWith("llm.attempt", StringComparison.Ordinal))
                    .Concat(V1)
                    .Select(metric => (metric.Name, metric.Kind))));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Views_OfTheGuide_RaiseTheLimitOfSeries(bool raised)
    {
        const int models = 2100;
        await using var receiver = await OtlpReceiver.StartAsync();
        using Pipeline pipeline = new(receiver.Address, raised ? Guide.AddMoreSeries : null);
        await using MonitoredClient client = new(
            new StubHandler(_ => TestUtilities.WireSamples.Trickle("{}")) { IsAsync = false }, options => options.Tags.MaxTagValues = models);

        for (var model = 0; model < models; model++)
        {
            using var response = await client.Http.SendAsync(TestUtilities.WireSamples.Post(json: $$"""{"messages":[],"model":"model-{{model}}"}"""));
        }

        pipeline.Flush();

        var points = receiver.Metrics["llm.requests"].Points;
        Assert.That(points.Sum(point => point.Value), Is.EqualTo(models));
        Assert.That(points.Any(point => point.Tags.ContainsKey("otel.metric.overflow")), Is.Not.EqualTo(raised));
        Assert.That(points.Count(point => point.Tags.ContainsKey("gen_ai.request.model")), raised ? Is.EqualTo(models) : Is.LessThan(models));
    }

    [Test]
    public async Task Delta_Asked_IsTheTemporalityOfAll()
    {
        await using var receiver = await RunAsync(_ => { }, temporality: MetricReaderTemporalityPreference.Delta);

        Assert.That(Published(receiver).Where(HasTemporality).Select(metric => metric.Temporality), Has.All.EqualTo(Delta));
        Assert.That(receiver.Metrics["llm.requests"].Points.Sum(point => point.Value), Is.EqualTo(3));
    }

    [Test]
    public void CodeBlocks_OfTheGuide_AreThoseThatExportHere() => Assert.That(
        CodeBlocks.OfMarkdown(Repository.Read("docs/opentelemetry.md")),
        Is.EquivalentTo(CodeBlocks.OfSource(Repository.Read("tests/LlmHttpMetrics.IntegrationTests/Export/Guide.cs"))));

    /// <summary>A gauge is of the moment, and has none.</summary>
    private static bool HasTemporality(OtlpMetric metric) => metric.Kind != "gauge";

    private static IEnumerable<OtlpMetric> Published(OtlpReceiver receiver) => receiver.Metrics.Values.Where(metric => metric.Scope == "LlmHttpMetrics");

    private static IEnumerable<(string Name, string Kind)> Kinds(OtlpReceiver receiver) => Published(receiver).Select(metric => (metric.Name, metric.Kind));

    /// <summary>A whole answer, a stream and an error, in one piece of the service's work.</summary>
    private static async Task<OtlpReceiver> RunAsync(
        Action<LlmMonitoringOptions> configure,
        Action<MeterProviderBuilder>? views = null,
        MetricReaderTemporalityPreference temporality = MetricReaderTemporalityPreference.Cumulative,
        Action<(string TraceId, string SpanId)>? worked = null)
    {
        var receiver = await OtlpReceiver.StartAsync();
        using Pipeline pipeline = new(receiver.Address, views, temporality);
        await using var server = await MonitoredServer.StartAsync(Reply, configure: options =>
        {
            configure(options);
        }, builder: builder => builder.Services.ConfigureLlmMonitoring(options =>
            options.Pricing.Prices.Add(new LlmPrice { Provider = "*", Model = "*", Currency = "USD", Input = 1, Output = 2, Source = "test" })));
        var caller = await pipeline.WorkAsync(async () =>
        {
            using (var whole = await server.Http.SendAsync(Ask.Post(Ask.ChatPath, Ask.Chat)))
            {
            }

            using (var stream = await server.Http.SendAsync(Ask.Post(Ask.ChatPath, Ask.ChatStreamUsage)))
            {
            }

            server.Server.Reply(Reply with { Fault = MockFault.Status(500) });
            using var error = await server.Http.SendAsync(Ask.Post(Ask.ChatPath, Ask.Chat));
        });
        pipeline.Flush();
        worked?.Invoke(caller);
        return receiver;
    }
}
