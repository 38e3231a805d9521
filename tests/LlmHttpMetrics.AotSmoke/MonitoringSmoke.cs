using LlmHttpMetrics.MockProviders;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.AotSmoke;

/// <summary>Calls over the loopback through a client of the factory; meter, spans and events against the server's ledger.</summary>
internal static class MonitoringSmoke
{
    private const int Calls = 5;

    public static async Task RunAsync(Checks checks)
    {
        await using var server = await MockProviderServer.StartAsync();
        server.Reply(request => new MockReply { InputTokens = 20 + request.Model!.Length, OutputTokens = 10 + request.Model.Length, ReasoningTokens = 3 });
        using var readings = new Readings();
        using var spans = new Spans();
        var sink = new Sink();
        var services = new ServiceCollection();
        services.AddSingleton<ILlmEventSink>(sink);
        StatisticsSmoke.Add(services, Settings.Statistics);
        services.AddLlmBudgets(Settings.Budgets);
        services.ConfigureLlmMonitoring(Settings.Shared);
        services.AddHttpClient("llm").AddLlmMonitoring(Settings.Good);
        await using (var provider = services.BuildServiceProvider())
        {
            using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
            await new Conversation(http, server.BaseAddress).RunAsync();
            await LlmMonitoring.FlushAsync();
            await StatisticsSmoke.CompareAsync(checks, provider, Calls);
            var budgets = provider.GetRequiredService<LlmBudgets>().Snapshot();
            checks.Same("calls of the budget", Calls, budgets.Sum(budget => budget.Calls));
            checks.Same("models whose amount is spent", "claude-sonnet-4-5", string.Join(
                ' ', budgets.Where(budget => budget.IsSpent).Select(budget => budget.Value)));
            checks.Same("calls of the budget without a price", 3, budgets.Sum(budget => budget.UnpricedCalls));
        }

        Compare(checks, readings, await server.Ledger.WaitForAsync(Calls));
        checks.Same("spans", "chat gpt-5-mini 20, chat gpt-5-mini 20, chat claude-sonnet-4-5 27, chat claude-sonnet-4-5 27, chat acme-large 20", spans.Words);
        checks.Same("events", "openai_compatible openai_compatible anthropic anthropic acme", string.Join(' ', sink.Events.Select(e => e.Provider)));
        checks.Same("events of answers without text", 0, sink.Events.Count(e => e.ResponseCharacters == 0));
    }

    private static void Compare(Checks checks, Readings readings, IReadOnlyList<LedgerEntry> served)
    {
        foreach (var model in served.GroupBy(entry => entry.RequestModel!))
        {
            (string, string) tag = (LlmTagNames.RequestModel, model.Key);
            checks.Same($"requests of {model.Key}", model.Count(), readings.Sum(
                LlmInstrumentNames.Requests, tag, (LlmTagNames.Outcome, LlmOutcomes.Completed)));
            checks.Same(
                $"input tokens of {model.Key}",
                model.Sum(entry => entry.Tokens!.Input ?? 0),
                readings.Sum(LlmInstrumentNames.Tokens, tag, (LlmTagNames.TokenType, "input")));
            checks.Same(
                $"output tokens of {model.Key}",
                model.Sum(entry => entry.Tokens!.Output ?? 0),
                readings.Sum(LlmInstrumentNames.Tokens, tag, (LlmTagNames.TokenType, "output")));
        }

        checks.Same("models", 3, served.Select(entry => entry.RequestModel).Distinct().Count());
        checks.Same("requests", Calls, readings.Sum(LlmInstrumentNames.Requests));
        checks.Same("requests of the feature", Calls - 1, readings.Sum(LlmInstrumentNames.Requests, (LlmTagNames.Feature, Conversation.Feature)));
        checks.Same("requests of the provider in configuration", 1, readings.Sum(
            LlmInstrumentNames.Requests, (LlmTagNames.ProviderName, Settings.OwnProvider)));
        checks.Same("attempts", Calls, readings.Sum(LlmInstrumentNames.Attempts));
        checks.Same("durations", Calls, readings.Count(LlmInstrumentNames.OperationDuration));
        checks.Same("times to a first token", served.Count(entry => entry.Streamed), readings.Count(LlmInstrumentNames.TimeToFirstToken));
        checks.Same("streams", 2, served.Count(entry => entry.Streamed));
        checks.Same("failures of the monitoring", 0, readings.Sum(LlmInstrumentNames.MeasurementFailures));
    }
}
