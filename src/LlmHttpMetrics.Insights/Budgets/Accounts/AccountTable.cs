using System.Collections.Concurrent;

namespace LlmHttpMetrics.Insights.Budgets.Accounts;

/// <summary>The accounts of a budget with one account per value of a tag, up to a maximum; further values share one account.</summary>
internal sealed class AccountTable(AccountTerms terms, int most)
{
    /// <summary>The value that represents all values beyond the maximum.</summary>
    public const string Other = "_OTHER";

    private static readonly long SweepEvery = TimeSpan.FromMinutes(1).Ticks;

    private readonly ConcurrentDictionary<string, BudgetAccount> _accounts = new(StringComparer.Ordinal);
    private readonly object _lock = new();
    private long _swept;
    private bool _isFull;

    public IEnumerable<BudgetAccount> All => _accounts.Select(pair => pair.Value);

    /// <summary>The account of a value; null if there is none.</summary>
    public BudgetAccount? Find(string value) =>
        _accounts.TryGetValue(value, out var account) || (_isFull && _accounts.TryGetValue(Other, out account)) ? account : null;

    /// <summary>Gets or adds the account of a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="now">The current time, in UTC ticks.</param>
    /// <param name="overflows">Whether the value has to share the overflow account.</param>
    public BudgetAccount Get(string value, long now, out bool overflows)
    {
        overflows = false;
        return _accounts.TryGetValue(value, out var account) ? account : Add(value, now, out overflows);
    }

    /// <summary>Removes empty accounts.</summary>
    public void Sweep(long now)
    {
        lock (_lock)
        {
            foreach (var (value, account) in _accounts)
            {
                if (account.TryClose(now))
                {
                    _accounts.TryRemove(value, out _);
                }
            }

            _isFull = Count >= most;
        }
    }

    /// <summary>The number of accounts without the overflow account.</summary>
    private int Count => _accounts.Count - (_accounts.ContainsKey(Other) ? 1 : 0);

    private BudgetAccount Add(string value, long now, out bool overflows)
    {
        overflows = false;
        lock (_lock)
        {
            if (_accounts.TryGetValue(value, out var known))
            {
                // Another thread has added it in the meantime. The table may be full by now.
                return known;
            }

            // Absolute, because the clock may have been ahead at the last sweep.
            if (_isFull && Math.Abs(now - _swept) >= SweepEvery)
            {
                _swept = now;
                Sweep(now);
            }

            overflows = _isFull && value != Other;
            var key = _isFull ? Other : value;
            if (!_accounts.TryGetValue(key, out var account))
            {
                account = _accounts[key] = new BudgetAccount(terms, key, now);
                _isFull = Count >= most;
            }

            return account;
        }
    }
}
