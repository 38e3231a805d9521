using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace LlmHttpMetrics.Tests.Hosting;

/// <summary>One layer of ours stands outermost and the other innermost, whatever else is added and in whatever order.</summary>
public sealed class ChainTests
{
    private static readonly string[] Expected = ["LlmExchangeHandler", "OwnHandler", "LlmAttemptHandler", "StubHandler"];

    public static readonly object[] Orders =
    [
        Order("handler first", (_, client) => client.AddHttpMessageHandler(() => new OwnHandler()).AddLlmMonitoring()),
        Order("monitoring first", (_, client) => client.AddLlmMonitoring().AddHttpMessageHandler(() => new OwnHandler())),
        Order(
            "handlers configured later",
            (_, client) => client.AddLlmMonitoring().ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Insert(0, new OwnHandler()))),
        Order("a filter first", (services, client) =>
        {
            services.AddSingleton<IHttpMessageHandlerBuilderFilter, OwnFilter>();
            client.AddLlmMonitoring();
        }),
        Order("a filter later", (services, client) =>
        {
            client.AddLlmMonitoring();
            services.AddSingleton<IHttpMessageHandlerBuilderFilter>(new OwnFilter());
        }),
        Order("monitoring by the defaults", (services, client) =>
        {
            services.ConfigureHttpClientDefaults(defaults => defaults.AddLlmMonitoring());
            client.AddHttpMessageHandler(() => new OwnHandler());
        }),
        Order("handler by the defaults", (services, client) =>
        {
            client.AddLlmMonitoring();
            services.ConfigureHttpClientDefaults(defaults => defaults.AddHttpMessageHandler(() => new OwnHandler()));
        }),
        Order("added again and again", (services, client) =>
        {
            client.AddLlmMonitoring()
                .AddHttpMessageHandler(() => new OwnHandler())
                .AddLlmMonitoring(options => options.MaxRetainedInput = 5_000)
                .AddLlmMonitoring();
            services.ConfigureHttpClientDefaults(defaults => defaults.AddLlmMonitoring().AddLlmMonitoring());
            services.AddHttpClient("llm").AddLlmMonitoring();
        }),
        Order("beside keyed services", (services, client) =>
        {
            services.AddKeyedSingleton<IHttpMessageHandlerBuilderFilter, OwnFilter>("k");
            services.AddKeyedSingleton("k", "v");
            client.AddHttpMessageHandler(() => new OwnHandler()).AddLlmMonitoring();
        }),
    ];

    [TestCaseSource(nameof(Orders))]
    public void Chain_InAnyOrder_StandsAround(Action<IServiceCollection, IHttpClientBuilder> register)
    {
        Assert.That(Chain(register), Is.EqualTo(Expected));
    }

    [Test]
    public void Chain_OfAnotherClient_HasNothingOfOurs()
    {
        var chain = Chain((services, _) => services.AddHttpClient("another").AddLlmMonitoring());

        Assert.That(chain, Is.EqualTo(new[] { "StubHandler" }));
    }

    [Test]
    public void Chain_WithTheFactorysLogging_StandsAroundAllThatIsTheClients()
    {
        var chain = Chain((_, client) => client.AddHttpMessageHandler(() => new OwnHandler()).AddLlmMonitoring(), logging: true);

        Assert.That(chain.Where(name => !name.Contains("Logging", StringComparison.Ordinal)), Is.EqualTo(Expected));
    }

    [Test]
    public void CreateHandler_WithBetween_StandsAroundIt()
    {
        using var plain = LlmMonitoring.CreateHandler(new StubHandler(_ => new HttpResponseMessage()));
        using var wrapped = LlmMonitoring.CreateHandler(new StubHandler(_ => new HttpResponseMessage()), inner => new OwnHandler { InnerHandler = inner });

        Assert.That(Names(plain), Is.EqualTo(new[] { "LlmExchangeHandler", "LlmAttemptHandler", "StubHandler" }));
        Assert.That(Names(wrapped), Is.EqualTo(Expected));
    }

    [Test]
    public void CreateHandler_Null_IsRefused()
    {
        Assert.That(() => LlmMonitoring.CreateHandler(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void CreateHandler_Disposed_DisposesTheInner()
    {
        DisposableHandler inner = new();

        LlmMonitoring.CreateHandler(inner).Dispose();

        Assert.That(inner.IsDisposed, Is.True);
    }

    private static TestCaseData Order(string name, Action<IServiceCollection, IHttpClientBuilder> register) =>
        new TestCaseData(register).SetArgDisplayNames(name);

    private static List<string> Chain(Action<IServiceCollection, IHttpClientBuilder> register, bool logging = false)
    {
        ServiceCollection services = new();
        var client = services.AddHttpClient("llm").ConfigurePrimaryHttpMessageHandler(() => new StubHandler(_ => new HttpResponseMessage()));
        register(services, client);
        if (!logging)
        {
            client.RemoveAllLoggers();
        }

        using var provider = services.BuildServiceProvider();
        return Names(provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("llm"));
    }

    private static List<string> Names(HttpMessageHandler? handler)
    {
        List<string> names = [];
        for (; handler is not null; handler = (handler as DelegatingHandler)?.InnerHandler)
        {
            if (handler.GetType().Name != "LifetimeTrackingHttpMessageHandler")
            {
                names.Add(handler.GetType().Name);
            }
        }

        return names;
    }

    private sealed class OwnHandler : DelegatingHandler;

    private sealed class DisposableHandler : HttpMessageHandler
    {
        public bool IsDisposed { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }

    private sealed class OwnFilter : IHttpMessageHandlerBuilderFilter
    {
        public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
        {
            next(builder);
            builder.AdditionalHandlers.Insert(0, new OwnHandler());
        };
    }
}
