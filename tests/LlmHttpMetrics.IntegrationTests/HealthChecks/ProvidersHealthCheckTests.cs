using LlmHttpMetrics.HealthChecks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.IntegrationTests.HealthChecks;

/// <summary>The health check, of calls that a client has made.</summary>
public sealed class ProvidersHealthCheckTests
{
    [TestCase(10, 0, HealthStatus.Healthy, null)]
    [TestCase(9, 1, HealthStatus.Healthy, null)]
    [TestCase(7, 3, HealthStatus.Degraded, "openai: 70% of 10 calls succeeded in the last 5 minutes.")]
    [TestCase(5, 5, HealthStatus.Degraded, "openai: 50% of 10 calls succeeded in the last 5 minutes.")]
    [TestCase(1, 5, HealthStatus.Unhealthy, "openai: 16.7% of 6 calls succeeded in the last 5 minutes.")]
    [TestCase(0, 4, HealthStatus.Healthy, null)]
    [TestCase(0, 0, HealthStatus.Healthy, null)]
    public async Task Status_FollowsTheSuccessShareOfEnoughCalls(int good, int bad, HealthStatus status, string? description)
    {
        await using var services = Services();
        await CallAsync(services, WireSamples.OpenAiChat, good, bad);

        var entry = await CheckAsync(services);

        Assert.That((entry.Status, entry.Description), Is.EqualTo((status, description)));
        Assert.That(
            entry.Data.Values,
            Is.EqualTo(good + bad == 0
                ? []
                : new object[]
                {
                    new LlmProviderStatus { Provider = "openai", Health = (double)good / (good + bad), Calls = good + bad, IsCircuitOpen = false }
                }));
    }

    [Test]
    public async Task Status_OfSeveralProviders_IsThatOfTheWorst()
    {
        await using var services = Services();
        await CallAsync(services, WireSamples.OpenAiChat, 10, 0);
        await CallAsync(services, WireSamples.AnthropicMessages, 0, 10);

        var entry = await CheckAsync(services);

        Assert.That((entry.Status, entry.Description), Is.EqualTo((HealthStatus.Unhealthy, "anthropic: 0% of 10 calls succeeded in the last 5 minutes.")));
        Assert.That(entry.Data.Keys, Is.EqualTo(new[] { "anthropic", "openai" }));
    }

    [Test]
    public async Task Providers_ThatAreNotListed_AreNotLookedAt()
    {
        await using var services = Services(checks => checks.AddLlmProviders(options => options.Providers.Add("openai")));
        await CallAsync(services, WireSamples.AnthropicMessages, 0, 10);

        Assert.That((await CheckAsync(services)).Status, Is.EqualTo(HealthStatus.Healthy));
    }

    [Test]
    public async Task Failure_IsReportedAsAsked()
    {
        await using var services = Services(checks => checks.AddLlmProviders(name: "models", failureStatus: HealthStatus.Degraded, tags: ["ready"]));
        await CallAsync(services, WireSamples.OpenAiChat, 0, 10);

        var report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(registration => registration.Tags.Contains("ready"));

        Assert.That((report.Entries.Keys.Single(), report.Entries["models"].Status), Is.EqualTo(("models", HealthStatus.Degraded)));
    }

    [Test]
    public async Task Circuit_WhileItIsOpen_HasFailed()
    {
        await using var services = Services();
        var circuit = services.GetRequiredService<LlmProviderHealth>().OpenCircuit("groq");

        var open = await CheckAsync(services);
        circuit.Dispose();

        Assert.That((open.Status, open.Description), Is.EqualTo((HealthStatus.Unhealthy, "groq: its circuit is open.")));
        Assert.That((await CheckAsync(services)).Status, Is.EqualTo(HealthStatus.Healthy));
    }

    [Test]
    public async Task Check_WithoutAMonitoredClient_IsHealthy()
    {
        ServiceCollection services = new();
        services.AddLogging().AddHealthChecks().AddLlmProviders();
        await using var provider = services.BuildServiceProvider();

        Assert.That((await CheckAsync(provider)).Status, Is.EqualTo(HealthStatus.Healthy));
    }

    [Test]
    public void Options_ThatAreWrong_AreAllTold()
    {
        var checks = new ServiceCollection().AddHealthChecks();

        var error = Assert.Catch<OptionsValidationException>(() => checks.AddLlmProviders(options =>
        {
            options.DegradedBelow = double.NaN;
            options.UnhealthyBelow = 1.5;
            options.MinimumCalls = 0;
            options.Providers.Add("");
        }));

        Assert.That(error!.Failures, Is.EqualTo(new[]
        {
            "DegradedBelow is NaN; allowed is 0 to 1.", "UnhealthyBelow is 1.5; allowed is 0 to 1.", "MinimumCalls is 0; allowed is 1 to 1000000.",
            "Providers[0] is empty; a name is required.",
        }));
        Assert.That(
            () => checks.AddLlmProviders(options => options.DegradedBelow = 0.4),
            Throws.InstanceOf<OptionsValidationException>().With.Message.Contains(
                "DegradedBelow is 0.4; it must not be less than UnhealthyBelow, which is 0.5."));
    }

    private static ServiceProvider Services(Action<IHealthChecksBuilder>? add = null)
    {
        ServiceCollection services = new();
        services.AddLogging();
        var checks = services.AddHealthChecks();
        if (add is null)
        {
            checks.AddLlmProviders();
        }
        else
        {
            add(checks);
        }

        services.AddHttpClient("llm").ConfigurePrimaryHttpMessageHandler(() => new StubHandler(request => Answer(request))).AddLlmMonitoring();
        return services.BuildServiceProvider();
    }

    private static HttpResponseMessage Answer(HttpRequestMessage request)
    {
        var response = WireSamples.Trickle(
            request.RequestUri!.Host.Contains("anthropic", StringComparison.Ordinal) ? WireSamples.MessagesAnswer : WireSamples.ChatAnswer);
        response.StatusCode = request.Headers.Contains("Fail") ? System.Net.HttpStatusCode.InternalServerError : System.Net.HttpStatusCode.OK;
        return response;
    }

    private static async Task CallAsync(ServiceProvider services, string url, int good, int bad)
    {
        using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
        for (var i = 0; i < good + bad; i++)
        {
            using var request = WireSamples.Post(url, url == WireSamples.OpenAiChat ? WireSamples.ChatRequest : WireSamples.MessagesRequest);
            if (i >= good)
            {
                request.Headers.Add("Fail", "1");
            }

            (await http.SendAsync(request)).Dispose();
        }
    }

    private static async Task<HealthReportEntry> CheckAsync(ServiceProvider services) =>
        (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries.Values.Single();
}
