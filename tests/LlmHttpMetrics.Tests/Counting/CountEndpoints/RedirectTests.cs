using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Counting.CountEndpoints;

/// <summary>A count endpoint that redirects gets neither the key nor the request to another host, nor is that host believed.</summary>
public sealed class RedirectTests
{
    private const string Count = """{"input_tokens":42}""";

    [Test]
    public async Task Redirect_OfTheEndpoint_IsNotFollowed(
        [Values(301, 302, 303, 307, 308)] int status, [Values("default", "sockets", "client", "wrapped", "defaults")] string handler)
    {
        await using LoopbackServer elsewhere = new("200 OK", Count);
        await using LoopbackServer endpoint = new($"{status} Elsewhere\r\nLocation: {elsewhere.Address}v1/messages/count_tokens", Count);
        await using var client = Client(endpoint, services => Configure(services, handler));

        var e = await client.CallAsync(url: $"{endpoint.Address}v1/messages");

        Assert.That((e.FallbackReason, e.TokenSource, e.Tokens.Input), Is.EqualTo(("count_api_failed", (string?)null, (long?)null)));
        Assert.That(endpoint.Requests.Single(), Does.Contain("x-api-key: mine").And.Contain("count_tokens"));
        Assert.That(elsewhere.Requests, Is.Empty);
        Assert.That(client.Logged.Select(entry => entry.Text), Has.Some.Contains($"status {status}."));
    }

    /// <summary>Handlers whose redirects only their owner can turn off.</summary>
    [Test]
    public async Task Answer_OfAnotherHost_IsNotBelieved([Values(301, 302, 303, 307, 308)] int status, [Values("opaque", "started")] string handler)
    {
        await using LoopbackServer elsewhere = new("200 OK", Count);
        await using LoopbackServer endpoint = new($"{status} Elsewhere\r\nLocation: {elsewhere.Address}v1/messages/count_tokens");
        await using var client = Client(endpoint, services => Configure(services, handler));

        var e = await client.CallAsync(url: $"{endpoint.Address}v1/messages");

        Assert.That((e.FallbackReason, e.TokenSource, e.Tokens.Input), Is.EqualTo(("count_api_failed", (string?)null, (long?)null)));
        Assert.That(elsewhere.Requests, Has.None.Contains("messages\":"), "the content is for the host that was asked");
    }

    [TestCase("https://api.anthropic.com/v1/messages/count_tokens", "POST", "count_api")]
    [TestCase("https://API.anthropic.com:443/v1/messages/count_tokens?key=k", "POST", "count_api")]
    [TestCase("https://api.anthropic.com/v1/messages/count_tokens", "GET", null)]
    [TestCase("https://api.anthropic.com:8443/v1/messages/count_tokens", "POST", null)]
    [TestCase("http://api.anthropic.com/v1/messages/count_tokens", "POST", null)]
    [TestCase("https://api.anthropic.com.example/v1/messages/count_tokens", "POST", null)]
    [TestCase("/v1/messages/count_tokens", "POST", null)]
    public async Task Answer_IsTakenFromWhoWasAsked(string answered, string method, string? source)
    {
        await using CountedClient client = new(_ => CountedClient.Count("42"), services: services => services.AddHttpClient("counter").AddHttpMessageHandler(
            () => new Answering(new HttpRequestMessage(new HttpMethod(method), new Uri(answered, UriKind.RelativeOrAbsolute)))));

        var e = await client.CallAsync();

        Assert.That((e.TokenSource, e.FallbackReason), Is.EqualTo((source, source is null ? "count_api_failed" : null)));
    }

    [Test]
    public async Task Clients_ThatAskNoEndpoint_KeepTheirRedirects()
    {
        await using LoopbackServer elsewhere = new("200 OK", "there");
        await using LoopbackServer first = new($"302 Elsewhere\r\nLocation: {elsewhere.Address}");
        ServiceCollection services = new();
        services.AddLlmCountEndpoints(options => options.Anthropic.HttpClientName = "counter");
        services.AddLlmCountEndpoints(options => options.RequestsPerMinute = 0);
        await using var provider = services.BuildServiceProvider();

        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("other");
        Assert.That(await client.GetStringAsync(first.Address), Is.EqualTo("there"), "wrong options are no business of other clients either");
    }

    private static CountedClient Client(LoopbackServer endpoint, Action<IServiceCollection> services) =>
        new(limits: options => (options.Anthropic.BaseAddress, options.TimeoutMs) = (endpoint.Address, 60_000), services: services);

    private static void Configure(IServiceCollection services, string handler)
    {
        if (handler == "defaults")
        {
            services.ConfigureHttpClientDefaults(defaults => defaults.ConfigureHttpClient(_ => { }));
        }

        services.AddHttpClient("counter").ConfigurePrimaryHttpMessageHandler(() => handler switch
        {
            "client" => new HttpClientHandler(),
            "wrapped" => new Passing(new Passing(new SocketsHttpHandler())),
            "opaque" => new Opaque(new SocketsHttpHandler()),
            "started" => Started(),
            _ => new SocketsHttpHandler { AllowAutoRedirect = true },
        });
        if (handler == "default")
        {
            services.AddHttpClient("counter").ConfigureAdditionalHttpMessageHandlers((_, _) => { }).UseSocketsHttpHandler();
        }
    }

    /// <summary>It has sent a request, so that it cannot be changed any more.</summary>
    private static SocketsHttpHandler Started()
    {
        SocketsHttpHandler handler = new();
        using HttpMessageInvoker invoker = new(handler, disposeHandler: false);
        using HttpRequestMessage request = new(HttpMethod.Get, "http://127.0.0.1:1/");
        Assert.That(() => invoker.Send(request, CancellationToken.None), Throws.TypeOf<HttpRequestException>());
        return handler;
    }

    private sealed class Passing(HttpMessageHandler inner) : DelegatingHandler(inner);

    private sealed class Opaque(HttpMessageHandler inner) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _inner = new(inner);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            _inner.SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            _inner.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>Says which request was answered, as redirects do.</summary>
    private sealed class Answering(HttpRequestMessage answered) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            response.RequestMessage = answered;
            return response;
        }
    }
}
