using System.Collections.Immutable;

namespace LlmHttpMetrics.MockProviders;

/// <summary>
/// The exchanges of a server, in the order in which they ended, up to <see cref="MockProviderOptions.MaxLedgerEntries"/>. Thread-safe.
/// </summary>
/// <remarks>
/// An entry is added before the client can see the end of the body, so that a test can compare immediately. The exception is a client that
/// disconnects, which the server notices later; <see cref="WaitForAsync"/> waits for that.
/// </remarks>
public sealed class MockLedger
{
    private readonly object _gate = new();
    private readonly int _capacity;
    private ImmutableList<LedgerEntry> _entries = [];
    private TaskCompletionSource _changed = NewSignal();

    internal MockLedger(int capacity) => _capacity = capacity;

    /// <summary>All entries so far, as a list that does not change.</summary>
    public IReadOnlyList<LedgerEntry> Entries
    {
        get
        {
            lock (_gate)
            {
                return _entries;
            }
        }
    }

    /// <summary>The only entry.</summary>
    /// <exception cref="InvalidOperationException">There is none, or more than one.</exception>
    public LedgerEntry Only => Entries.Count == 1
        ? Entries[0]
        : throw new InvalidOperationException($"The ledger has {Entries.Count} entries, not one.");

    /// <summary>Adds up the figures that were sent, by kind.</summary>
    /// <param name="condition">Which entries count; <see langword="null"/> for all.</param>
    /// <returns>The sums; a kind that was never sent is <see langword="null"/>.</returns>
    public MockTokens TotalTokens(Func<LedgerEntry, bool>? condition = null) =>
        MockTokens.Sum(Entries.Where(entry => condition?.Invoke(entry) ?? true).Select(entry => entry.Tokens).OfType<MockTokens>());

    /// <summary>Adds up the figures that were sent, by the model that answered; entries without a model are ignored.</summary>
    /// <returns>The sums by response model.</returns>
    public IReadOnlyDictionary<string, MockTokens> TotalTokensByModel() =>
        Entries.Where(entry => entry.ResponseModel is not null)
            .GroupBy(entry => entry.ResponseModel!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => MockTokens.Sum(group.Select(entry => entry.Tokens).OfType<MockTokens>()), StringComparer.Ordinal);

    /// <summary>Counts the entries by how they ended.</summary>
    /// <returns>The counts; an outcome that did not occur is left out.</returns>
    public IReadOnlyDictionary<LedgerOutcome, int> CountByOutcome() =>
        Entries.GroupBy(entry => entry.Outcome).ToDictionary(group => group.Key, group => group.Count());

    /// <summary>Waits until there is at least this number of entries.</summary>
    /// <param name="count">The number, not negative.</param>
    /// <param name="timeout">The maximum time to wait; <see langword="null"/> for 10 seconds.</param>
    /// <returns>The entries, possibly more than asked for.</returns>
    /// <exception cref="TimeoutException">There are still fewer entries.</exception>
    public async Task<IReadOnlyList<LedgerEntry>> WaitForAsync(int count, TimeSpan? timeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        using var deadline = new CancellationTokenSource(timeout ?? TimeSpan.FromSeconds(10));
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_entries.Count >= count)
                {
                    return _entries;
                }

                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(deadline.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"The ledger has {Entries.Count} entries, not yet {count}.");
            }
        }
    }

    /// <summary>Removes all entries.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _entries = [];
        }
    }

    internal void Add(LedgerEntry entry)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _entries = (_entries.Count < _capacity ? _entries : _entries.RemoveAt(0)).Add(entry);
            changed = _changed;
            _changed = NewSignal();
        }

        changed.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
