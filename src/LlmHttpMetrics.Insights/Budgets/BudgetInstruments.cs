using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using LlmHttpMetrics.Insights.Statistics.Slices;
using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Insights.Budgets;

/// <summary>The instruments of budgets. The gauges show what has been handed to <see cref="Show"/>, for as long as it is in use.</summary>
internal sealed class BudgetInstruments
{
    /// <summary>Distinct models on the instruments of budgets.</summary>
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
        Refused = meter.CreateCounter<long>(LlmInstrumentNames.BudgetRefused, "{request}", "Calls that a budget has refused, which were not sent.");
        Amount(meter, LlmInstrumentNames.BudgetSpent, status => status.Spent, "What was spent of a budget in its period.");
        Amount(meter, LlmInstrumentNames.BudgetReserved, status => status.Reserved, "What is reserved of a budget for calls that have not ended.");
        Amount(meter, LlmInstrumentNames.BudgetLimit, status => status.Limit, "The amount of a budget's period.");
        Amount(meter, LlmInstrumentNames.BudgetRemaining, status => status.Remaining, "What is left of a budget; negative where more was spent.");
        Amount(meter, LlmInstrumentNames.BudgetBurnRate, status => status.BurnRate, "What was spent of a budget in the last hour, an hour.");
        Amount(meter, LlmInstrumentNames.BudgetProjection, status => status.Projection, "What will be spent of a budget at the end of its period, as it goes.");
        Amount(
            meter,
            LlmInstrumentNames.BudgetMonthlyProjection,
            status => status.MonthProjection,
            "What will be spent of a budget at the end of the month, as it goes.");
        meter.CreateObservableGauge(
            LlmInstrumentNames.BudgetUnpriced,
            () => Measure(status => status.UnpricedCalls + status.OtherCurrencyCalls),
            "{request}",
            "Answered calls of a budget's period whose cost is not in what was spent.");
    }

    /// <summary>Those on the meter of a service provider, made once.</summary>
    public static BudgetInstruments Of(LlmInstruments instruments) => OfInstruments.GetValue(instruments, static key => new BudgetInstruments(key));

    /// <summary>Counts what goes wrong in budgets.</summary>
    public BudgetFaults Faults { get; }

    public Counter<long> Refused { get; }

    /// <summary>Shows budgets by the gauges, from now on.</summary>
    public void Show(LlmBudgets budgets) => _shown.TryAdd(budgets, _shows);

    /// <summary>Counts a call that was refused.</summary>
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
