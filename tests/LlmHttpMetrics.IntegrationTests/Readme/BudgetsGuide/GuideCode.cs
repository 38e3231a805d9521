using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenAI.Chat;

namespace LlmHttpMetrics.IntegrationTests.Readme.BudgetsGuide;

/// <summary>The code of the guide, compiled. Each region is one of its blocks.</summary>
internal static class GuideCode
{
    public static void Register(IServiceCollection services)
    {
        #region snippet
        services.AddLlmBudgets(options =>
        {
            options.Budgets.Add(new LlmBudget { Name = "all", Amount = 900, Period = LlmBudgetPeriod.Month, TimeZone = "Europe/Berlin" });
            options.Budgets.Add(new LlmBudget { Name = "search", Amount = 20, Period = LlmBudgetPeriod.Day, Feature = "search" });
            options.Budgets.Add(
                new LlmBudget { Name = "users", Amount = 5, Period = LlmBudgetPeriod.Day, ForEach = LlmTagNames.UserId, RefuseWhenSpent = true });
            options.OnThreshold = reached => Console.WriteLine(
                $"{reached.Status.Budget} {reached.Status.Value}: {reached.Share:p0} of {reached.Status.Limit} {reached.Status.Currency}");
        });
        #endregion
    }

    public static void Read(LlmBudgets budgets)
    {
        #region snippet
        foreach (var budget in budgets.Snapshot())
        {
            Console.WriteLine(
                $"{budget.Budget} {budget.Value}: {budget.Spent:0.00} of {budget.Limit} {budget.Currency}, {budget.BurnRate:0.00} an hour,"
                    + $" {budget.Projection:0.00} at the end, {budget.UnpricedCalls} calls without a price");
        }
        #endregion
    }

    public static async Task CallAsync(ChatClient chat)
    {
        #region snippet
        try
        {
            await chat.CompleteChatAsync("Which model answers sooner?");
        }
        catch (LlmBudgetExceededException spent)
        {
            Console.WriteLine($"{spent.Value} has spent {spent.Spent} of {spent.Limit} {spent.Currency}; again from {spent.ResetsAt:u}");
        }
        #endregion
    }

    public static void Restore(LlmBudgets budgets)
    {
        #region snippet
        budgets.Restore("search", amount: 12.40m, time: DateTimeOffset.UtcNow.AddHours(-2));
        #endregion
    }

    public static async Task ReplayAsync(LlmBudgets budgets)
    {
        #region snippet
        await foreach (LlmEvent kept in new LlmEventReader().ReadAsync("/var/log/my-service"))
        {
            budgets.Restore(kept);
        }
        #endregion
    }

    public static LlmBudgets WithoutFactory(ILogger logger)
    {
        #region snippet
        LlmBudgets budgets = new(new LlmBudgetsOptions { Budgets = { new LlmBudget { Name = "all", Amount = 10 } } }, logger);
        using HttpClient client = new(LlmMonitoring.CreateHandler(new SocketsHttpHandler(), options: new LlmMonitoringOptions().UseBudgets(budgets)));
        #endregion
        return budgets;
    }
}
