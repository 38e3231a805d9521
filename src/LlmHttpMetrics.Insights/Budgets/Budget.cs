using LlmHttpMetrics.Insights.Budgets.Accounts;
using LlmHttpMetrics.Insights.Budgets.Reserving;

namespace LlmHttpMetrics.Insights.Budgets;

/// <summary>One budget: which calls it is for, and its account or accounts.</summary>
internal sealed class Budget
{
    private readonly string? _forEach;
    private readonly AccountTable? _accounts;
    private readonly BudgetAccount? _only;
    private readonly Action<string> _overflowed;

    /// <param name="options">What is asked for.</param>
    /// <param name="time">The clock of the periods.</param>
    /// <param name="overflowed">Is told of a tag that has too many values.</param>
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

    /// <summary>Calls are refused when it is spent.</summary>
    public bool Refuses { get; }

    /// <summary>There is an account for each value of a tag.</summary>
    public bool HasValues => _forEach is not null;

    /// <summary>Its accounts that are not empty; the one account of a budget without values always.</summary>
    public IEnumerable<BudgetAccount> Accounts(long now)
    {
        if (_accounts is null)
        {
            return [_only!];
        }

        _accounts.Sweep(now);
        return _accounts.All.Where(account => !account.IsEmpty(now));
    }

    /// <summary>The value that says whose account a call is for; null where it is for none, or there is one account.</summary>
    public string? ValueOf(in BudgetedCall call) => _forEach is not null && call.Entry(_forEach) is { Length: > 0 } value ? value : null;

    /// <summary>Refuses a call that is not sent yet, where the amount is spent that it is for.</summary>
    public Refusal? RefuseIfSpent(in BudgetedCall call, long now) =>
        (_only ?? (ValueOf(call) is { } value ? _accounts!.Find(value) : null))?.RefuseIfSpent(now);

    /// <summary>Reserves what a call may cost, or refuses it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="amount">What it may cost.</param>
    /// <param name="now">When, in ticks of UTC.</param>
    /// <param name="refusal">The refusal; null where the call may be sent.</param>
    /// <returns>What is reserved; null where nothing is.</returns>
    public Hold? Reserve(in BudgetedCall call, decimal amount, long now, out Refusal? refusal)
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
            if (account.TryReserve(amount, now, out var hold, out refusal))
            {
                return hold;
            }
        }
    }

    /// <summary>Adds to the account of a value.</summary>
    /// <returns>The thresholds that were reached.</returns>
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
