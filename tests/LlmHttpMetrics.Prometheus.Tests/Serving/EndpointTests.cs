using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Prometheus.Tests.Serving;

/// <summary>MapLlmMetrics in an application.</summary>
public sealed class EndpointTests
{
    [Test]
    public async Task Page_AskedByPrometheus_IsOpenMetricsInGzip()
    {
        await using var app = await StartAsync(app => app.MapLlmMetrics("/metrics"));
        Meter(app).CreateCounter<long>("c").Add(2);
        using HttpClient client = new();
        using HttpRequestMessage request = new(HttpMethod.Get, Address(app) + "metrics");
        request.Headers.TryAddWithoutValidation("Accept", "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));

        using var response = await client.SendAsync(request);

        Assert.That(response.Content.Headers.ContentType!.ToString(), Is.EqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8"));
        Assert.That(response.Content.Headers.ContentEncoding, Is.EqualTo(new[] { "gzip" }));
        Assert.That(response.Headers.Vary, Is.EqualTo(new[] { "Accept", "Accept-Encoding" }));
        using StreamReader reader = new(new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress));
        Assert.That(Exposed.Parse(await reader.ReadToEndAsync(), LlmMetricsFormat.OpenMetrics).Only("c_total").Value, Is.EqualTo(2));
    }

    [Test]
    public async Task Page_AskedByABrowser_IsText()
    {
        await using var app = await StartAsync(app => app.MapLlmMetrics());
        using HttpClient client = new();

        using var response = await client.GetAsync(Address(app) + "metrics");

        Assert.That(response.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/plain; version=0.0.4; charset=utf-8"));
        Assert.That(Exposed.Parse(await response.Content.ReadAsStringAsync(), LlmMetricsFormat.Text).Only("llm_prometheus_series").Value, Is.Zero);
        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, Address(app) + "metrics"));
        Assert.That((head.StatusCode, (await head.Content.ReadAsByteArrayAsync()).Length), Is.EqualTo((HttpStatusCode.OK, 0)));
        using var post = await client.PostAsync(Address(app) + "metrics", content: null);
        Assert.That(post.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
    }

    [Test]
    public async Task Calls_OfTheApplication_AreOnItsPage()
    {
        await using var app = await StartAsync(
            app => app.MapGroup("/internal").MapLlmMetrics("/llm"),
            services => services.AddHttpClient("llm")
                .ConfigurePrimaryHttpMessageHandler(() => new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)))
                .AddLlmMonitoring());
        using (var call = await app.Services.GetRequiredService<IHttpClientFactory>().CreateClient("llm").SendAsync(WireSamples.Post()))
        {
            Assert.That(call.IsSuccessStatusCode);
        }

        var page = Exposed.Parse(await new HttpClient().GetStringAsync(Address(app) + "internal/llm"), LlmMetricsFormat.Text);

        Assert.That(page.Sum("llm_tokens_total", ("provider", "openai"), ("model", "gpt-5-mini")), Is.EqualTo(18));
        Assert.That(page.Only("llm_prometheus_failures_total").Value, Is.Zero);
        Assert.That(page.Samples.Select(sample => sample.Key), Has.None.Contains(Canary.Secret));
    }

    [Test]
    public async Task Calls_OfAnotherProvider_AreNotOnThePage()
    {
        await using var app = await StartAsync(app => app.MapLlmMetrics());
        await using var other = await StartAsync(_ => { });
        Meter(other).CreateCounter<long>("c").Add(1);

        Assert.That(await new HttpClient().GetStringAsync(Address(app) + "metrics"), Does.Not.Contain("c_total"));
    }

    [Test]
    public async Task Metrics_Registered_AreThoseOfTheEndpoint()
    {
        await using var app = await StartAsync(
            app => app.MapLlmMetrics(), services => services.AddLlmPrometheus(options => options.MaxSeries = 1).AddLlmPrometheus());
        for (var i = 0; i < 102; i++)
        {
            Meter(app).CreateCounter<long>("c").Add(1, new KeyValuePair<string, object?>("i", i));
        }

        var page = await new HttpClient().GetStringAsync(Address(app) + "metrics");

        Assert.That(page, Is.EqualTo(app.Services.GetRequiredService<LlmPrometheusMetrics>().GetText()));
        Assert.That(page, Does.Contain("\nllm_prometheus_overflowed_total 2\n"));
    }

    [Test]
    public async Task Path_TakenByAnother_IsToldOnceAndTheApplicationGoesOn()
    {
        CollectingLogger logger = new();
        await using var app = await StartAsync(
            app =>
            {
                app.MapGet("/other", () => "there");
                app.MapLlmMetrics("metrics");
                app.MapGet("/Metrics/", () => "mine").WithDisplayName("the shop's own");
            },
            services => services.AddLogging(logging => logging.AddProvider(logger)));
        using HttpClient client = new();

        Assert.That(await client.GetStringAsync(Address(app) + "other"), Is.EqualTo("there"));
        Assert.That(logger.Entries.Where(entry => entry.Level == LogLevel.Error).Select(entry => entry.Text), Is.EqualTo(new[]
        {
            "The path /metrics of MapLlmMetrics is taken by another endpoint, the shop's own, so that no request to it can be answered. Give "
                + "MapLlmMetrics another path.",
        }));
    }

    [Test]
    public async Task Paths_ThatAreNotTheSame_AreNoConflict()
    {
        CollectingLogger logger = new();
        await using var app = await StartAsync(
            app =>
            {
                app.MapLlmMetrics();
                app.MapPost("/metrics", () => "posted");
                app.MapGet("/{page}", (string page) => page);
                app.MapGet("/metrics/more", () => "more");
                app.MapGet("/metrics", () => "elsewhere").RequireHost("elsewhere.example");
                app.MapFallback(() => "fallback");
            },
            services => services.AddLogging(logging => logging.AddProvider(logger)));

        Assert.That(await new HttpClient().GetStringAsync(Address(app) + "metrics"), Does.Contain("llm_prometheus_series"));
        Assert.That(logger.Entries.Where(entry => entry.Level >= LogLevel.Error), Is.Empty);
    }

    [Test]
    public async Task Options_ThatAreWrong_StopTheHost()
    {
        var thrown = await Assert.CatchAsync<OptionsValidationException>(
            () => StartAsync(_ => { }, services => services.AddLlmPrometheus(options => (options.MaxSeries, options.TimeProvider) = (0, null!))));

        Assert.That(thrown!.Failures, Is.EqualTo(new[]
        {
            "LlmPrometheusOptions.MaxSeries is 0; it has to be from 1 to 10000000.", "LlmPrometheusOptions.TimeProvider is null; it has to be a clock.",
        }));
        Assert.That(() => new LlmPrometheusMetrics(new LlmPrometheusOptions { MaxSeries = 10_000_001 }), Throws.InstanceOf<OptionsValidationException>());
    }

    private static Meter Meter(WebApplication app) => app.Services.GetRequiredService<IMeterFactory>().Create(LlmTelemetry.MeterName);

    private static Uri Address(WebApplication app) => new(app.Urls.Single());

    private static async Task<WebApplication> StartAsync(Action<WebApplication> map, Action<IServiceCollection>? services = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        services?.Invoke(builder.Services);
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return app;
    }
}
