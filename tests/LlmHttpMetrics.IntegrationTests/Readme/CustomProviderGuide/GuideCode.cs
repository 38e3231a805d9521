using LlmHttpMetrics.CustomProviders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.IntegrationTests.Readme.CustomProviderGuide;

/// <summary>The code of the guide, compiled. Each region is one of its blocks.</summary>
internal static class GuideCode
{
    public static void FromConfiguration(IServiceCollection services, IConfiguration configuration)
    {
        #region snippet
        services.AddHttpClient("llm").AddLlmMonitoring(configuration.GetSection("LlmMonitoring"));
        #endregion
    }

    public static void InCode(IServiceCollection services)
    {
        #region snippet
        services.AddHttpClient("llm").AddLlmMonitoring(options => options.Providers.Add(new CustomProvider
        {
            Name = "acme",
            Hosts = { "llm.acme.example" },
            Endpoints =
            {
                new CustomEndpoint
                {
                    Path = "/v2/generate",
                    Request = { Model = "engine", Text = "prompt[*].text" },
                    Response =
                    {
                        Model = "engine",
                        Text = "output[*].text",
                        FinishReason = "stop",
                        Usage = { Input = "usage.in", Output = "usage.out", CachedInput = "usage.cached" },
                    },
                    Events = { TypedText = "delta" },
                    Types =
                    {
                        ["text"] = CustomTypeMeaning.Text,
                        ["thought"] = CustomTypeMeaning.Reasoning,
                        ["end"] = CustomTypeMeaning.Done,
                        ["failed"] = CustomTypeMeaning.Error,
                    },
                    FinishReasons = { ["limit"] = LlmOutcomes.Length },
                },
            },
        }));
        #endregion
    }
}
