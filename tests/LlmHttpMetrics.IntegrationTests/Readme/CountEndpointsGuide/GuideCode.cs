using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.IntegrationTests.Readme.CountEndpointsGuide;

/// <summary>The code of the guide, compiled. Each region is one of its blocks.</summary>
internal static class GuideCode
{
    public static void Anthropic(IServiceCollection services, string key)
    {
        #region snippet
        services.AddHttpClient("anthropic-count", client => client.DefaultRequestHeaders.Add("x-api-key", key));
        services.AddLlmCountEndpoints(options => options.Anthropic.HttpClientName = "anthropic-count");
        #endregion
    }

    public static void OpenAi(IServiceCollection services, string key)
    {
        #region snippet
        services.AddHttpClient("openai-count", client => client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key));
        services.AddLlmCountEndpoints(options => options.OpenAi.HttpClientName = "openai-count");
        #endregion
    }

    public static void Gemini(IServiceCollection services, string key)
    {
        #region snippet
        services.AddHttpClient("gemini-count", client => client.DefaultRequestHeaders.Add("x-goog-api-key", key));
        services.AddLlmCountEndpoints(options => options.Gemini.HttpClientName = "gemini-count");
        #endregion
    }

    public static void Gateway(IServiceCollection services)
    {
        #region snippet
        services.AddLlmCountEndpoints(options =>
        {
            options.Anthropic.HttpClientName = "gateway";
            options.Anthropic.BaseAddress = new Uri("https://llm.example.com/claude/");
        });
        #endregion
    }
}
