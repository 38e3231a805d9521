using LlmHttpMetrics.Insights.Budgets;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Tests.Insights.Budgets;

/// <summary>Budgets with a manual clock, their calls, and what they reported.</summary>
internal sealed class BudgetCalls
{
    private readonly List<LlmBudgetThreshold> _reported = [];
    private readonly TimeProvider _clock;

    public BudgetCalls(params LlmBudget[] budgets)
        : this(new ManualTimeProvider(), callback: null, budgets)
    {
    }

    public BudgetCalls(TimeProvider clock, params LlmBudget[] budgets)
        : this(new ManualTimeProvider(), callback: null, clock, budgets)
    {
    }

    public BudgetCalls(ManualTimeProvider time, Action<LlmBudgetThreshold>? callback, params LlmBudget[] budgets)
        : this(time, callback, time, budgets)
    {
    }

    private BudgetCalls(ManualTimeProvider time, Action<LlmBudgetThreshold>? callback, TimeProvider clock, LlmBudget[] budgets)
    {
        Time = time;
        _clock = clock;
        LlmBudgetsOptions options = new() { TimeProvider = clock };
        options.OnThreshold = threshold =>
        {
            lock (_reported)
            {
                _reported.Add(threshold);
            }

            callback?.Invoke(threshold);
        };
        foreach (var budget in budgets)
        {
            options.Budgets.Add(budget);
        }

        Budgets = new LlmBudgets(options, Log.CreateLogger("LlmHttpMetrics"));
    }

    /// <summary>It stands at 13:00 UTC of Sunday, the first of March 2026.</summary>
    public ManualTimeProvider Time { get; }

    public CollectingLogger Log { get; } = new();

    public LlmBudgets Budgets { get; }

    public DateTimeOffset Now => _clock.GetUtcNow();

    public static LlmBudget Budget(string name = "all", decimal amount = 10, LlmBudgetPeriod period = LlmBudgetPeriod.Day, Action<LlmBudget>? configure = null)
    {
        LlmBudget budget = new() { Name = name, Amount = amount, Period = period };
        configure?.Invoke(budget);
        return budget;
    }

    public static LlmCallInfo User(string user) => new() { UserId = user };

    public static LlmEvent Event(DateTimeOffset time, decimal? cost, string feature) => new()
    {
        Id = Guid.NewGuid(),
        Timestamp = time,
        ClientName = "c",
        Provider = "p",
        Operation = "chat",
        WireFormat = "f",
        ServerAddress = "h",
        ServerPort = 443,
        Outcome = LlmOutcomes.Completed,
        StatusCode = 200,
        Tokens = new LlmTokens(),
        Duration = TimeSpan.FromSeconds(1),
        Attempts = 1,
        Call = new LlmCallInfo { Feature = feature },
        Cost = cost,
        Currency = cost is null ? null : "USD",
    };

    public BudgetedCall Call(string client = "c", string provider = "p", string? model = "m", LlmCallInfo? scope = null, DateTimeOffset? at = null) =>
        new(client, provider, "chat", model, scope, (at ?? Now).UtcTicks);

    public BudgetEntry Add(decimal? cost, string currency = "USD", bool isAnswered = true, BudgetedCall? call = null) =>
        Budgets.Record(call ?? Call(), cost is { } amount ? new CallCost(amount, currency) : null, isAnswered);

    public LlmBudgetStatus Status(string? value = null) => Budgets.Snapshot().Single(status => status.Value == value);

    /// <summary>The reported thresholds, in order.</summary>
    public async Task<IReadOnlyList<LlmBudgetThreshold>> ReportedAsync()
    {
        await Budgets.NoticesReported;
        lock (_reported)
        {
            return [.. _reported];
        }
    }

    public async Task<string[]> WarningsAsync()
    {
        await Budgets.NoticesReported;
        return [.. Log.Entries.Where(entry => entry.Level == LogLevel.Warning).Select(entry => entry.Text)];
    }
}
