using LlmHttpMetrics.MockProviders;
using Microsoft.AspNetCore.Builder;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace LlmHttpMetrics.IntegrationTests.Readme;

/// <summary>Export and mock providers in docs/getting-started.md and the packages' READMEs, compiled. Each region is one code block.</summary>
internal static class SeeingSnippets
{
    public static void OpenTelemetry()
    {
        #region snippet
        using var meters = Sdk.CreateMeterProviderBuilder().AddMeter(LlmTelemetry.MeterName).Build();
        using var traces = Sdk.CreateTracerProviderBuilder().AddSource(LlmTelemetry.ActivitySourceName).Build();
        #endregion
    }

    public static void Prometheus(WebApplication app)
    {
        #region snippet
        app.MapLlmMetrics("/metrics");
        #endregion
    }

    public static async Task Mock()
    {
        #region snippet
        await using var server = await MockProviderServer.StartAsync();
        server.Reply(new MockReply { Text = "Hello.", OutputTokens = 2 });
        #endregion
    }
}
