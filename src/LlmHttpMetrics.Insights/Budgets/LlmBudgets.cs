using System.Collections.Concurrent;
using LlmHttpMetrics.Diagnostics.Logging;
using LlmHttpMetrics.Insights.Budgets;
using LlmHttpMetrics.Insights.Budgets.Accounts;
using LlmHttpMetrics.Insights.Budgets.Reserving;
using LlmHttpMetrics.Insights.Budgets.Restoring;
using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics;

/// <summary>
/// The budgets of this process. Amounts are exact; each cost is counted once, in the period in which the call was sent, even if it arrives late.
/// The budgets start empty with the process; the event log of this host or <see cref="Restore(LlmEvent)"/> adds what was spent before. All members are
/// thread-safe.
/// </summary>
public sealed class LlmBudgets
{
    /// <summary>The maximum number of currencies that are logged; they come from user-supplied prices.</summary>
    private const int MostCurrencies = 100;

    private readonly Budget[] _budgets;
    private readonly TimeProvider _time;
    private readonly BudgetNotices _notices;
    private readonly RestoredEvents _restored = new();
    private readonly ConcurrentDictionary<(string Budget, string Currency), bool> _otherCurrencies = [];

    /// <summary>Creates budgets for <see cref="LlmInsightsMonitoringOptionsExtensions.UseBudgets"/>; with DI, use <c>AddLlmBudgets</c>.</summary>
    /// <param name="options">The options. Later changes to them have no effect.</param>
    /// <param name="logger">The logger for thresholds; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is <see langword="null"/>.</exception>
    /// <exception cref="OptionsValidationException">The options are invalid; all errors are listed.</exception>
    public LlmBudgets(LlmBudgetsOptions options, ILogger? logger = null)
        : this(Valid(options), TimeProvider.System, SafeLogger.Around(logger), BudgetInstruments.Of(LlmInstruments.Static).Faults)
    {
    }

    internal LlmBudgets(LlmBudgetsOptions options, TimeProvider time, ILogger logger, BudgetFaults faults)
    {
        _time = options.TimeProvider ?? time;
        _notices = new BudgetNotices(options.OnThreshold, logger, faults.CallbackFailed);
        _budgets = [.. options.Budgets.Select(budget => new Budget(budget, _time, faults.Overflowed))];
        var guards = Array.FindAll(_budgets, budget => budget.Refuses);
        Reserving = guards.Length == 0 ? null : new BudgetReserving(this, guards, _time, _notices.Refused);
    }

    /// <summary>
    /// Completes when the budgets have been restored from the event log or restoring has failed, which is logged; completed from the start if there is nothing
    /// to restore. Calls do not wait for it: until then, a budget that was already spent may allow calls.
    /// </summary>
    public Task Restored { get; internal set; } = Task.CompletedTask;

    /// <summary>The time range before the start that the budgets cover and that has to be restored.</summary>
    internal (DateTimeOffset From, DateTimeOffset Until) RestoreRange =>
        _budgets.Length == 0 ? default : (Instant(_budgets.Min(budget => budget.Terms.HistoryStart)), Instant(_budgets.Min(budget => budget.Terms.Started)));

    /// <summary>Whether there are no budgets.</summary>
    internal bool IsEmpty => _budgets.Length == 0;

    /// <summary>The budgets that refuse calls; null if there are none.</summary>
    internal BudgetReserving? Reserving { get; }

    /// <summary>Completes when all notices queued so far have been reported.</summary>
    internal Task NoticesReported => _notices.Completion;

    /// <summary>
    /// The current status of the budgets, in the order of the options; for a budget with <see cref="LlmBudget.ForEach"/>, one status per value that has had
    /// calls, in the order of the values.
    /// </summary>
    /// <returns>The budgets. The figures of one status are consistent with each other.</returns>
    public IReadOnlyList<LlmBudgetStatus> Snapshot()
    {
        var now = Now;
        return [.. _budgets
            .SelectMany(budget => budget.Accounts(now).OrderBy(account => account.Value, StringComparer.Ordinal))
            .Select(account => account.Read(now))];
    }

    /// <summary>
    /// Adds the cost of a call from before this process started to all budgets that apply to the call, at the time of the call. Events that are older than
    /// the previous period are ignored. Thresholds that are reached this way are not reported.
    /// </summary>
    /// <param name="callEvent">The event. It is counted once, based on its ID; the first 250,000 IDs are remembered.</param>
    public void Restore(LlmEvent callEvent)
    {
        ArgumentNullException.ThrowIfNull(callEvent);
        BudgetedCall call = new(
            callEvent.ClientName,
            callEvent.Provider,
            callEvent.Operation,
            callEvent.RequestModel ?? callEvent.ResponseModel,
            callEvent.Call,
            callEvent.Timestamp.UtcTicks);
        CallCost? cost = callEvent is { Cost: { } amount, Currency: { } currency } ? new CallCost(amount, currency) : null;
        var isAnswered = callEvent.StatusCode is >= 200 and < 300 && callEvent.Outcome != LlmOutcomes.Error;
        _restored.Once(callEvent.Id, () => Add(call, cost, isAnswered, isRestored: true));
    }

    /// <summary>Adds an amount spent before this process started to one budget. Thresholds that are reached this way are not reported.</summary>
    /// <param name="budget">The name of the budget.</param>
    /// <param name="amount">The amount, in the currency of the budget.</param>
    /// <param name="time">When it was spent. Amounts that are older than the previous period are ignored.</param>
    /// <param name="value">The <see cref="LlmBudget.ForEach"/> value; <see langword="null"/> for a budget without one.</param>
    /// <exception cref="ArgumentException">The budget does not exist, or <paramref name="value"/> is missing or not allowed.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="amount"/> is negative or above 1,000,000,000,000.</exception>
    public void Restore(string budget, decimal amount, DateTimeOffset time, string? value = null)
    {
        var known = Array.Find(_budgets, known => known.Terms.Name == budget)
            ?? throw new ArgumentException(
                $"There is no budget '{budget}'; the budgets are {string.Join(", ", _budgets.Select(known => known.Terms.Name))}.", nameof(budget));
        if (known.HasValues != value is not null)
        {
            var rule = known.HasValues ? "a limit for each value, so a value is required" : "a single limit, so a value is not allowed";
            throw new ArgumentException($"The budget '{budget}' has {rule}.", nameof(value));
        }

        if (!new CallCost(amount, known.Terms.Currency).IsPlausible)
        {
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "The amount must be from 0 to 1000000000000.");
        }

        known.Add(value, new Spend(time.UtcTicks, amount) { IsRestored = true }, reservation: null, Now);
    }

    /// <summary>Records a completed call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cost">The cost of the call; null if it is not known, or not known yet.</param>
    /// <param name="isAnswered">Whether the call was answered without an error and therefore has a cost.</param>
    /// <param name="reservation">The reservation of the call; null if there is none. It is settled if the cost is known.</param>
    internal BudgetEntry Record(in BudgetedCall call, CallCost? cost, bool isAnswered, CallReservation? reservation = null) =>
        new(this, call, Add(call, cost, isAnswered, isRestored: false, cost is null ? null : reservation));

    /// <summary>Adds the cost of a call that was recorded without it.</summary>
    internal void AddCost(in BudgetedCall call, CallCost cost, bool wasUnpriced, CallReservation? reservation)
    {
        if (!cost.IsPlausible)
        {
            return;
        }

        var now = Now;
        foreach (var budget in _budgets)
        {
            if (budget.Scope.Fits(call))
            {
                var isOurs = IsIn(budget, cost);
                Spend spend = new(call.Time, isOurs ? cost.Amount : 0) { Unpriced = wasUnpriced ? -1 : 0, OtherCurrency = isOurs ? 0 : 1 };
                Report(budget, budget.Add(budget.ValueOf(call), spend, reservation, now));
            }
        }
    }

    private static LlmBudgetsOptions Valid(LlmBudgetsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        LlmBudgetsOptionsValidator.ThrowIfInvalid(options);
        return options;
    }

    private static DateTimeOffset Instant(long ticks) => new(ticks, TimeSpan.Zero);

    private long Now => _time.GetUtcNow().UtcTicks;

    /// <summary>Adds a call and returns whether it counts as one without a known cost.</summary>
    private bool Add(in BudgetedCall call, CallCost? known, bool isAnswered, bool isRestored, CallReservation? reservation = null)
    {
        var now = Now;
        var cost = known is { IsPlausible: true } ? known : null;
        var isUnpriced = cost is null && isAnswered;
        foreach (var budget in _budgets)
        {
            if (budget.Scope.Fits(call))
            {
                var isOurs = cost is { } amount && IsIn(budget, amount);
                Spend spend = new(call.Time, isOurs ? cost!.Value.Amount : 0)
                {
                    Calls = 1,
                    Unpriced = isUnpriced ? 1 : 0,
                    OtherCurrency = cost is not null && !isOurs ? 1 : 0,
                    IsRestored = isRestored,
                };
                Report(budget, budget.Add(budget.ValueOf(call), spend, reservation, now));
            }
        }

        return isUnpriced;
    }

    private bool IsIn(Budget budget, in CallCost cost)
    {
        var (name, currency) = (budget.Terms.Name, budget.Terms.Currency);
        if (cost.Currency == currency)
        {
            return true;
        }

        if (!_otherCurrencies.ContainsKey((name, cost.Currency))
            && _otherCurrencies.Count < MostCurrencies && _otherCurrencies.TryAdd((name, cost.Currency), true))
        {
            _notices.OtherCurrency(name, currency, cost.Currency);
        }

        return false;
    }

    private void Report(Budget budget, in Crossing crossing)
    {
        for (var i = crossing.From; i < crossing.To; i++)
        {
            _notices.Reached(new LlmBudgetThreshold { Share = budget.Terms.Shares[i], Status = crossing.Status! });
        }
    }
}
