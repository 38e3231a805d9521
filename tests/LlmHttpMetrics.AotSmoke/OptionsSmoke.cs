using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.AotSmoke;

/// <summary>Wrong configuration is refused with all its mistakes, as it is where code is compiled when it runs.</summary>
internal static class OptionsSmoke
{
    public static void Run(Checks checks)
    {
        var services = new ServiceCollection();
        services.AddHttpClient("llm").AddLlmMonitoring(Settings.Bad);
        using var provider = services.BuildServiceProvider();
        try
        {
            using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
            checks.Same("wrong options", "refused", "taken");
        }
        catch (OptionsValidationException e)
        {
            foreach (var setting in new[] { "Enabeld", "SemanticConventions", "MaxRetainedInput", "EventQueue:Capacity" })
            {
                checks.Same($"wrong {setting}", "named", e.Message.Contains(setting, StringComparison.Ordinal) ? "named" : e.Message);
            }
        }
    }
}
