using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Prometheus.Tests.Guide;

/// <summary>What docs/conventions.md shows, compiled. Each region is one of its code blocks.</summary>
internal static class ConventionsGuideCode
{
    public static void Both(IServiceCollection services)
    {
        #region snippet
        services.AddHttpClient("llm").AddLlmMonitoring(options => options.SemanticConventions = SemanticConventions.Both);
        #endregion
    }

    public static void BothForAll(IServiceCollection services)
    {
        #region snippet
        services.ConfigureHttpClientDefaults(client => client.AddLlmMonitoring(options => options.SemanticConventions = SemanticConventions.Both));
        #endregion
    }

    public static void Latest(IServiceCollection services)
    {
        #region snippet
        services.AddHttpClient("llm").AddLlmMonitoring(options => options.SemanticConventions = SemanticConventions.Latest);
        #endregion
    }
}
