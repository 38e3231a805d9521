using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.IntegrationTests.Readme.CustomStrategyGuide;

/// <summary>The code of the guide, compiled. Each region is one of its blocks.</summary>
internal static class GuideCode
{
    public static void Register(IServiceCollection services, IConfiguration configuration)
    {
        #region snippet
        services.AddLlmStrategy<ReadingTime>();
        services.AddHttpClient("llm").AddLlmMonitoring(configuration.GetSection("LlmMonitoring"));
        #endregion
    }

    public static HttpClient WithoutServices()
    {
        #region snippet
        var options = new LlmMonitoringOptions { DefaultStrategy = "token,reading", Strategies = { new ReadingTime() } };
        var client = new HttpClient(LlmMonitoring.CreateHandler(new SocketsHttpHandler(), options: options));
        #endregion
        return client;
    }

    public static async Task OneCallAsync(Func<Task> askAsync)
    {
        #region snippet
        using (LlmCall.Begin(new LlmCallInfo { Strategy = "reading" }))
        {
            await askAsync();
        }
        #endregion
    }

    public static void Count(IServiceCollection services)
    {
        #region snippet
        services.AddSingleton<ITokenCounterSource, LlamaModels>();
        #endregion
    }

    public static double Test()
    {
        #region snippet
        var measurement = new ReadingTime().Begin(new LlmMeasuredCall { Provider = "openai", Operation = "chat", Outcome = LlmOutcomes.Completed });
        measurement.OnOutput(LlmOutputKind.Answer, "Two words"u8);
        var words = measurement.Complete()["words"];
        #endregion
        return words;
    }
}
