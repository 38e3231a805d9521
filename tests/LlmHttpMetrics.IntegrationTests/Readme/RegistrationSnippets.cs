using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.IntegrationTests.Readme;

/// <summary>Registration in the README, docs/getting-started.md, docs/options.md and the packages' READMEs, compiled. Each region is one code block.</summary>
internal static class RegistrationSnippets
{
    public static void OneClient(IServiceCollection services)
    {
        #region snippet
        services.AddHttpClient("llm").AddLlmMonitoring();
        #endregion
    }

    public static void AllClients(IServiceCollection services)
    {
        #region snippet
        services.ConfigureHttpClientDefaults(client => client.AddLlmMonitoring());
        #endregion
    }

    public static void WithoutFactory()
    {
        #region snippet
        using var client = new HttpClient(LlmMonitoring.CreateHandler(new SocketsHttpHandler()));
        #endregion
    }

    public static void EventLog(IServiceCollection services)
    {
        #region snippet
        services.AddLlmEventLog("/var/log/my-service");
        #endregion
    }

    public static void Sink(IServiceCollection services)
    {
        #region snippet
        services.AddSingleton<ILlmEventSink, UsageLog>();
        #endregion
    }

    public static void Statistics(IServiceCollection services)
    {
        #region snippet
        services.AddLlmStatistics();
        #endregion
    }

    public static void Budgets(IServiceCollection services)
    {
        #region snippet
        services.AddLlmBudgets(
            options => options.Budgets.Add(new LlmBudget { Name = "search", Feature = "search", Amount = 20, Period = LlmBudgetPeriod.Day }));
        #endregion
    }

    public static void Health(IServiceCollection services)
    {
        #region snippet
        services.AddHealthChecks().AddLlmProviders();
        #endregion
    }

    public static void OptionsInCode(IServiceCollection services)
    {
        #region snippet
        services.AddHttpClient("llm").AddLlmMonitoring(options =>
        {
            options.MetricTags.Add(LlmTagNames.Feature);
            options.IncludeUsage = IncludeUsage.Inject;
        });
        services.ConfigureLlmMonitoring(shared =>
        {
            shared.Tags.ConstantTags["region"] = "eu";
            shared.EventQueue.Capacity = 50_000;
        });
        #endregion
    }

    public static void OptionsFromConfiguration(IServiceCollection services, IConfiguration configuration)
    {
        #region snippet
        services.AddHttpClient("llm").AddLlmMonitoring(configuration.GetSection("LlmMonitoring"));
        services.ConfigureLlmMonitoring(configuration.GetSection("LlmMonitoringShared"));
        #endregion
    }
}
