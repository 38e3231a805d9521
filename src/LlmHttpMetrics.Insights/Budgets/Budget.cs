using LlmHttpMetrics.Insights.Budgets.Accounts;
using LlmHttpMetrics.Insights.Budgets.Reserving;

namespace LlmHttpMetrics.Insights.Budgets;

/// <summary>One budget: the calls that it applies to, and its account or accounts.</summary>
internal sealed class Budget
{
    private readonly string? _forEach;
    private readonly AccountTable? _accounts;
    private readonly BudgetAccount? _only;
    private readonly Action<string> _overflowed;

    /// <param name="options">The settings of the budget.</param>
    /// <param name="time">The clock that determines the periods.</param>
    /// <param name="overflowed">Called with the tag when it has more values than allowed.</param>
    public Budget(LlmBudget options, TimeProvider time, Action<string> overflowed)
    {
        var now = time.GetUtcNow().UtcTicks;
        Terms = new AccountTerms(options, time, now);
        Scope = new BudgetScope(options);
        Refuses = options.RefuseWhenSpent;
        _forEach = options.ForEach;
        _overflowed = overflowed;
        if (_forEach is null)
        {
            _only = new BudgetAccount(Terms, value: null, now);
        }
        else
        {
            _accounts = new AccountTable(Terms, options.MaxValues);
        }
    }

    public AccountTerms Terms { get; }

    public BudgetScope Scope { get; }

    /// <summary>Whether calls are refused when the budget is spent.</summary>
    public bool Refuses { get; }

    /// <summary>Whether the budget has an account per value of a tag.</summary>
    public bool HasValues => _forEach is not null;

    /// <summary>The accounts with activity. The single account of a budget without <see cref="LlmBudget.ForEach"/> is always included.</summary>
    public IEnumerable<BudgetAccount> Accounts(long now)
    {
        if (_accounts is null)
        {
            return [_only!];
        }

        _accounts.Sweep(now);
        return _accounts.All.Where(account => !account.IsEmpty(now));
    }

    /// <summary>The tag value that selects the account of a call; null if the call has none or the budget has a single account.</summary>
    public string? ValueOf(in BudgetedCall call) => _forEach is not null && call.Entry(_forEach) is { Length: > 0 } value ? value : null;

    /// <summary>Refuses a call before it is sent if the limit that applies to it is spent.</summary>
    public Refusal? RefuseIfSpent(in BudgetedCall call, long now) =>
        (_only ?? (ValueOf(call) is { } value ? _accounts!.Find(value) : null))?.RefuseIfSpent(now);

    /// <summary>Reserves the estimated cost of a call, or refuses the call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="amount">The estimated cost.</param>
    /// <param name="now">The current time, in UTC ticks.</param>
    /// <param name="refusal">The refusal; null if the call may be sent.</param>
    /// <returns>The reservation; null if nothing is reserved.</returns>
    public Reservation? Reserve(in BudgetedCall call, decimal amount, long now, out Refusal? refusal)
    {
        refusal = null;
        var value = ValueOf(call);
        if (_only is null && value is null)
        {
            return null;
        }

        while (true)
        {
            var account = _only ?? _accounts!.Get(value!, now, out _);
            if (account.TryReserve(amount, now, out var reserved, out refusal))
            {
                return reserved;
            }
        }
    }

    /// <summary>Adds an amount to the account of a value.</summary>
    /// <returns>The thresholds that the amount crossed.</returns>
    public Crossing Add(string? value, in Spend spend, CallReservation? reservation, long now)
    {
        if (_only is not null)
        {
            _only.TryAdd(spend, reservation, now, out var reached);
            return reached;
        }

        if (value is null)
        {
            return default;
        }

        while (true)
        {
            var account = _accounts!.Get(value, now, out var overflows);
            if (account.TryAdd(spend, reservation, now, out var reached))
            {
                if (overflows)
                {
                    _overflowed(_forEach!);
                }

                return reached;
            }
        }
    }
}
