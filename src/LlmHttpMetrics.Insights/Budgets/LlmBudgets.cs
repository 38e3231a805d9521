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
/// What was spent of budgets, in this process: exact, by the day on which a call was sent, every cost once, also where it becomes known late.
/// It begins with nothing when the process does; the event log of this host, or <see cref="Restore(LlmEvent)"/>, adds what was spent before. All members
/// may be used from any thread.
/// </summary>
public sealed class LlmBudgets
{
    /// <summary>Currencies that are told of; the prices of users decide on them.</summary>
    private const int MostCurrencies = 100;

    private readonly Budget[] _budgets;
    private readonly TimeProvider _time;
    private readonly BudgetNotices _notices;
    private readonly RestoredEvents _restored = new();
    private readonly ConcurrentDictionary<(string Budget, string Currency), bool> _otherCurrencies = [];

    /// <summary>Makes budgets for <see cref="LlmInsightsMonitoringOptionsExtensions.UseBudgets"/>; with a service provider use <c>AddLlmBudgets</c>.</summary>
    /// <param name="options">The options. Later changes to them have no effect.</param>
    /// <param name="logger">Where thresholds are logged; <see langword="null"/> for nowhere.</param>
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
    /// Ends when the budgets have been restored from the event log, or that has failed, which is logged; it has ended where nothing is restored. Calls do not
    /// wait for it: until then a budget that was spent before may let calls pass.
    /// </summary>
    public Task Restored { get; internal set; } = Task.CompletedTask;

    /// <summary>The time before the start of which the budgets have figures, and in which they do not know by themselves what was spent.</summary>
    internal (DateTimeOffset From, DateTimeOffset Until) Unknown =>
        _budgets.Length == 0 ? default : (Instant(_budgets.Min(budget => budget.Terms.HistoryStart)), Instant(_budgets.Min(budget => budget.Terms.Started)));

    /// <summary>There are none.</summary>
    internal bool IsEmpty => _budgets.Length == 0;

    /// <summary>The budgets that refuse; null where none does.</summary>
    internal BudgetReserving? Reserving { get; }

    /// <summary>Ends when everything has been told that was to be told before.</summary>
    internal Task Told => _notices.Completion;

    /// <summary>
    /// The budgets as they stand, in the order of the options; of one with <see cref="LlmBudget.ForEach"/> every value that has had calls, in the order of
    /// the values.
    /// </summary>
    /// <returns>The budgets. Figures of one are of one moment.</returns>
    public IReadOnlyList<LlmBudgetStatus> Snapshot()
    {
        var now = Now;
        return [.. _budgets
            .SelectMany(budget => budget.Accounts(now).OrderBy(account => account.Value, StringComparer.Ordinal))
            .Select(account => account.Read(now))];
    }

    /// <summary>
    /// Adds what was spent before this process began, as an event tells it: to all budgets that are for its call, at the time of the call. Events
    /// from before the period before are left out. Thresholds that are reached so count as told.
    /// </summary>
    /// <param name="callEvent">The event. One that has been restored before is not counted again, by the ids of the first 250,000.</param>
    /// <exception cref="ArgumentNullException"><paramref name="callEvent"/> is <see langword="null"/>.</exception>
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

    /// <summary>Adds what was spent of one budget before this process began. Thresholds that are reached so count as told.</summary>
    /// <param name="budget">The name of the budget.</param>
    /// <param name="amount">The amount, in the currency of the budget.</param>
    /// <param name="time">When it was spent. What is from before the period before is left out.</param>
    /// <param name="value">Whose amount, for a budget with <see cref="LlmBudget.ForEach"/>; <see langword="null"/> for one without.</param>
    /// <exception cref="ArgumentException">There is no such budget, or it wants a value, or wants none.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="amount"/> is negative or above 1,000,000,000,000.</exception>
    public void Restore(string budget, decimal amount, DateTimeOffset time, string? value = null)
    {
        var known = Array.Find(_budgets, known => known.Terms.Name == budget)
            ?? throw new ArgumentException(
                $"There is no budget '{budget}'; there are {string.Join(", ", _budgets.Select(known => known.Terms.Name))}.", nameof(budget));
        if (known.HasValues != value is not null)
        {
            var has = known.HasValues ? "an amount for each value: say which" : "one amount: leave the value out";
            throw new ArgumentException($"The budget '{budget}' has {has}.", nameof(value));
        }

        if (!new CallCost(amount, known.Terms.Currency).IsPlausible)
        {
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "Allowed is 0 to 1000000000000.");
        }

        known.Add(value, new Spend(time.UtcTicks, amount) { IsRestored = true }, reservation: null, Now);
    }

    /// <summary>Takes a call that has ended.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cost">What it cost; null where that is not known, or not yet.</param>
    /// <param name="isAnswered">It was answered without an error, so that it has a cost.</param>
    /// <param name="reservation">What was reserved for it; null where nothing was. It is settled where the cost is known.</param>
    internal BudgetEntry Record(in BudgetedCall call, CallCost? cost, bool isAnswered, CallReservation? reservation = null) =>
        new(this, call, Add(call, cost, isAnswered, isRestored: false, cost is null ? null : reservation));

    /// <summary>Adds what a call cost that has been taken without its cost.</summary>
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
                Tell(budget, budget.Add(budget.ValueOf(call), spend, reservation, now));
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

    /// <summary>Adds a call, and tells whether it counts as one without a known cost.</summary>
    private bool Add(in BudgetedCall call, CallCost? known, bool isAnswered, bool isRestored, CallReservation? reservation = null)
    {
        var now = Now;
        var cost = known is { IsPlausible: true } ? known : null;
        var isUnpriced = cost is null && isAnswered;
        foreach (var budget in _budgets)
        {
            if (budget.Scope.Fits(call))
            {
                var isOurs = cost is { } told && IsIn(budget, told);
                Spend spend = new(call.Time, isOurs ? cost!.Value.Amount : 0)
                {
                    Calls = 1,
                    Unpriced = isUnpriced ? 1 : 0,
                    OtherCurrency = cost is not null && !isOurs ? 1 : 0,
                    IsRestored = isRestored,
                };
                Tell(budget, budget.Add(budget.ValueOf(call), spend, reservation, now));
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

    private void Tell(Budget budget, in Crossing crossing)
    {
        for (var i = crossing.From; i < crossing.To; i++)
        {
            _notices.Reached(new LlmBudgetThreshold { Share = budget.Terms.Shares[i], Status = crossing.Status! });
        }
    }
}
