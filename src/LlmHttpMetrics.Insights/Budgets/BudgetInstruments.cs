using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using LlmHttpMetrics.Insights.Statistics.Slices;
using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Insights.Budgets;

/// <summary>The instruments of budgets. The gauges report the budgets passed to <see cref="Show"/> for as long as these are referenced.</summary>
internal sealed class BudgetInstruments
{
    /// <summary>The maximum number of distinct models on these instruments.</summary>
    private const int MaxModels = 1000;

    private static readonly ConditionalWeakTable<LlmInstruments, BudgetInstruments> OfInstruments = [];

    private readonly ConditionalWeakTable<LlmBudgets, object> _shown = [];
    private readonly object _shows = new();
    private readonly LlmInstruments _instruments;
    private readonly TagValues _models;

    private BudgetInstruments(LlmInstruments instruments)
    {
        _instruments = instruments;
        var meter = instruments.Meter;
        _models = instruments.TagLimits.Of(LlmTagNames.RequestModel);
        Faults = new BudgetFaults(instruments.TagLimits.Overflowed, () => instruments.Faults.Failed(Stages.Budget));
        Refused = meter.CreateCounter<long>(LlmInstrumentNames.BudgetRefused, "{request}", "Calls refused by a budget and not sent.");
        Amount(meter, LlmInstrumentNames.BudgetSpent, status => status.Spent, "Amount of a budget spent in the current period.");
        Amount(meter, LlmInstrumentNames.BudgetReserved, status => status.Reserved, "Amount of a budget reserved for calls in progress.");
        Amount(meter, LlmInstrumentNames.BudgetLimit, status => status.Limit, "Limit of a budget for one period.");
        Amount(meter, LlmInstrumentNames.BudgetRemaining, status => status.Remaining, "Amount of a budget left in the current period; negative if overspent.");
        Amount(meter, LlmInstrumentNames.BudgetBurnRate, status => status.BurnRate, "Spending rate of a budget over the last hour, per hour.");
        Amount(meter, LlmInstrumentNames.BudgetProjection, status => status.Projection, "Projected spending of a budget at the end of the current period.");
        Amount(
            meter,
            LlmInstrumentNames.BudgetMonthlyProjection,
            status => status.MonthProjection,
            "Projected spending of a budget at the end of the current month.");
        meter.CreateObservableGauge(
            LlmInstrumentNames.BudgetUnpriced,
            () => Measure(status => status.UnpricedCalls + status.OtherCurrencyCalls),
            "{request}",
            "Answered calls of the current period whose cost is not included in the amount spent of a budget.");
    }

    /// <summary>The instruments on the meter of a service provider, created once.</summary>
    public static BudgetInstruments Of(LlmInstruments instruments) => OfInstruments.GetValue(instruments, static key => new BudgetInstruments(key));

    /// <summary>Counts the faults of budgets.</summary>
    public BudgetFaults Faults { get; }

    public Counter<long> Refused { get; }

    /// <summary>Reports these budgets in the gauges from now on.</summary>
    public void Show(LlmBudgets budgets) => _shown.TryAdd(budgets, _shows);

    /// <summary>Counts a refused call.</summary>
    public void CountRefused(LlmBudgetStatus status, in BudgetedCall call)
    {
        TagList tags = default;
        tags.Add(LlmTagNames.OperationName, call.Operation);
        tags.Add(LlmTagNames.ProviderName, call.Provider);
        if (call.Model is { } model)
        {
            tags.Add(LlmTagNames.RequestModel, _models.Limit(model, MaxModels));
        }

        tags.Add(LlmTagNames.Budget, status.Budget);
        if (status.Value is { } value)
        {
            tags.Add(LlmTagNames.BudgetValue, value);
        }

        Refused.Publish(1, tags);
    }

    private static string WordFor(LlmBudgetPeriod period) => period switch
    {
        LlmBudgetPeriod.Day => "day",
        LlmBudgetPeriod.Week => "week",
        _ => "month",
    };

    private void Amount(Meter meter, string name, Func<LlmBudgetStatus, decimal> amount, string description) =>
        meter.CreateObservableGauge(name, () => Measure(status => (double)amount(status)), unit: null, description);

    private IEnumerable<Measurement<T>> Measure<T>(Func<LlmBudgetStatus, T> figure)
        where T : struct
    {
        foreach (var (budgets, _) in _shown)
        {
            foreach (var status in budgets.Snapshot())
            {
                TagList tags = new(
                [
                    new(LlmTagNames.Budget, status.Budget),
                    new(LlmTagNames.BudgetPeriod, WordFor(status.Period)),
                    new(LlmTagNames.Currency, status.Currency),
                ]);
                if (status.Value is { } value)
                {
                    tags.Add(LlmTagNames.BudgetValue, value);
                }

                AddConstant(ref tags);
                yield return new Measurement<T>(figure(status), tags);
            }
        }
    }

    private void AddConstant(ref TagList tags)
    {
        foreach (var tag in _instruments.ConstantTags)
        {
            tags.Add(tag);
        }
    }
}
