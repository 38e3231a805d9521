using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Tests.Counting.CountEndpoints;

/// <summary>Invalid settings are reported all at once, when the host starts or the first client is created.</summary>
public sealed class CountEndpointValidationTests
{
    private static readonly string[] Errors =
    [
        "Count endpoints: Anthropic.HttpClientName is empty; set the name of a client, or null to disable the endpoint.",
        "Count endpoints: OpenAi.BaseAddress is '/v1'; an absolute address with http or https is required.",
        "Count endpoints: Gemini.BaseAddress has a user, a query or a fragment; only host, port and path are allowed, and the client sets the credentials.",
        "Count endpoints: RequestsPerMinute is 0; allowed is 1 to 100000.",
        "Count endpoints: MaxConcurrency is 65; allowed is 1 to 64.",
        "Count endpoints: TimeoutMs is 60001; allowed is 1 to 60000.",
    ];

    [Test]
    public void CreateClient_WithWrongSettings_ListsEveryError()
    {
        ServiceCollection services = new();
        services.AddHttpClient("llm").AddLlmMonitoring();
        services.AddLlmCountEndpoints(Break);
        using var provider = services.BuildServiceProvider();

        var error = Assert.Catch<OptionsValidationException>(() => provider.GetRequiredService<IHttpClientFactory>().CreateClient("llm"));
        Assert.That(error!.Failures, Is.EqualTo(Errors));
    }

    [Test]
    public async Task HostStart_WithWrongSettings_ListsEveryError()
    {
        HostApplicationBuilder host = new(new HostApplicationBuilderSettings { DisableDefaults = true });
        host.Services.AddLlmCountEndpoints(Break);
        using var built = host.Build();

        var error = await Assert.CatchAsync<OptionsValidationException>(() => built.StartAsync());
        Assert.That(error!.Failures, Is.EqualTo(Errors));
    }

    private static void Break(LlmCountEndpointsOptions options)
    {
        options.Anthropic.HttpClientName = " ";
        options.OpenAi.BaseAddress = new Uri("/v1", UriKind.Relative);
        options.Gemini.BaseAddress = new Uri("https://generativelanguage.googleapis.com/?key=c4n4ry");
        (options.RequestsPerMinute, options.MaxConcurrency, options.TimeoutMs) = (0, 65, 60_001);
    }
}
