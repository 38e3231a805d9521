using System.Diagnostics;
using System.Globalization;
using System.Text;
using LlmHttpMetrics.MockProviders;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Prometheus.Tests.Traffic;

/// <summary>A service that shows its metrics, and the mock providers that it calls.</summary>
internal sealed class ServedTraffic : IAsyncDisposable
{
    /// <summary>The feature whose calls are refused once one has been paid for.</summary>
    public const string Guarded = "guarded";

    private const string Number = "x-call";
    private const decimal LessThanACall = 0.00001m;

    private static readonly string[] Models = ["gpt-5", "gpt-5-mini", "o3"];

    private readonly WebApplication _app;
    private readonly HttpClient _http;
    private readonly ActivitySource _source = new(nameof(ServedTraffic));
    private readonly ActivityListener _sampling;
    private int _calls;

    private ServedTraffic(MockProviderServer server, WebApplication app)
    {
        Server = server;
        _app = app;
        _http = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
        _sampling = new ActivityListener { ShouldListenTo = source => source == _source, Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded };
        ActivitySource.AddActivityListener(_sampling);
    }

    public MockProviderServer Server { get; }

    public Uri Page => new(_app.Urls.Single() + "/metrics");

    public LlmPrometheusMetrics Metrics => _app.Services.GetRequiredService<LlmPrometheusMetrics>();

    public IServiceProvider Services => _app.Services;

    /// <param name="configure">The options of the client's monitoring.</param>
    /// <param name="register">Services besides.</param>
    public static async Task<ServedTraffic> StartAsync(Action<LlmMonitoringOptions>? configure = null, Action<IServiceCollection>? register = null)
    {
        var server = await MockProviderServer.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(new TimerlessClock());
        builder.Services.AddLlmPrometheus();
        builder.Services.AddHttpClient("llm", client => (client.BaseAddress, client.Timeout) = (server.BaseAddress, Timeout.InfiniteTimeSpan))
            .AddLlmMonitoring(configure ?? (_ => { }));
        register?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapLlmMetrics("/metrics");
        await app.StartAsync();
        return new ServedTraffic(server, app);
    }

    /// <summary>Budgets of all kinds, which one call that has a price overspends.</summary>
    public static void AddBudgets(IServiceCollection services) => services.AddLlmBudgets(options =>
    {
        options.Budgets.Add(new LlmBudget { Name = "all", Amount = LessThanACall });
        options.Budgets.Add(new LlmBudget { Name = "models", Amount = LessThanACall, ForEach = LlmTagNames.RequestModel });
        options.Budgets.Add(new LlmBudget { Name = Guarded, Amount = 1, Feature = Guarded, RefuseWhenSpent = true });
    });

    /// <summary>Makes mixed calls, streamed and not, of which some fail.</summary>
    /// <returns>The traces in which they were made.</returns>
    public async Task<IReadOnlySet<string>> CallAsync(int calls, int atOnce)
    {
        HashSet<string> traces = [];
        var first = Interlocked.Add(ref _calls, calls) - calls;
        Server.Reply(request => Reply(int.Parse(request.Headers[Number], CultureInfo.InvariantCulture)));
        await Parallel.ForEachAsync(Enumerable.Range(first, calls), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (number, token) =>
        {
            using var activity = _source.StartActivity("order");
            lock (traces)
            {
                traces.Add(activity!.TraceId.ToHexString());
            }

            await CallAsync(number, token);
        });
        return traces;
    }

    /// <summary>Opens streams, and reads the first of them to its end when all have begun.</summary>
    /// <param name="streams">How many.</param>
    /// <param name="whileOpen">What is done between.</param>
    public async Task StreamAsync(int streams, Func<Task> whileOpen)
    {
        Server.Reply(request => Figures(int.Parse(request.Headers[Number], CultureInfo.InvariantCulture)));
        var open = await Task.WhenAll(Enumerable.Range(0, streams).Select(async number =>
        {
            using var request = Request(number * 2);
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            var body = await response.Content.ReadAsStreamAsync();
            await body.ReadExactlyAsync(new byte[16]);
            return (Response: response, Body: body);
        }));
        await whileOpen();
        await Task.WhenAll(open.Select(async one =>
        {
            await one.Body.CopyToAsync(Stream.Null);
            one.Response.Dispose();
        }));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _sampling.Dispose();
        _source.Dispose();
        await _app.DisposeAsync();
        await Server.DisposeAsync();
    }

    private async Task CallAsync(int number, CancellationToken token)
    {
        using var request = Request(number);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
            var body = await response.Content.ReadAsStreamAsync(token);
            await body.CopyToAsync(Stream.Null, token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // Cut, as it was to be.
        }
    }

    /// <summary>A call, streamed if its number is even.</summary>
    private static HttpRequestMessage Request(int number)
    {
        var streamed = number % 2 == 0 ? ",\"stream\":true,\"stream_options\":{\"include_usage\":true}" : "";
        var claude = number % 5 == 0;
        var json = claude
            ? $$"""{"model":"claude-sonnet-4-5","max_tokens":99{{(number % 2 == 0 ? ",\"stream\":true" : "")}},"messages":"""
                + $$"""[{"role":"user","content":"c4n4ry"}]}"""
            : $$"""{"messages":[{"role":"user","content":"c4n4ry two three"}],"model":"{{Models[number % Models.Length]}}"{{streamed}}}""";
        HttpRequestMessage request = new(HttpMethod.Post, claude ? "v1/messages" : "v1/chat/completions")
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json")
        };
        request.Headers.Add(Number, number.ToString(CultureInfo.InvariantCulture));
        return request;
    }

    private static MockReply Figures(int number) => new()
    {
        Text = string.Join(' ', Enumerable.Repeat(Canary.Secret, 70)),
        InputTokens = 50 + (number % 97),
        OutputTokens = 40 + (number % 31),
        CachedTokens = number % 7,
        ReasoningTokens = number % 3,
        RateLimits = number % 11 == 0 ? new MockRateLimits { RequestLimit = 100, RequestsRemaining = 50 } : null,
    };

    private static MockReply Reply(int number)
    {
        var reply = Figures(number);
        return (number % 13) switch
        {
            0 => reply with { Fault = MockFault.ErrorEvent(1) },
            1 => reply with { Fault = MockFault.Cut(1) },
            2 => reply with { Fault = MockFault.Status(429) },
            3 => reply with { Finish = MockFinish.Length },
            _ => reply,
        };
    }
}
