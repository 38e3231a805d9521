using LlmHttpMetrics.Insights.Budgets.Periods;
using LlmHttpMetrics.Insights.Budgets.Reserving;

namespace LlmHttpMetrics.Insights.Budgets.Accounts;

/// <summary>The amounts spent and reserved under one limit. Its lock is held only to add numbers.</summary>
internal sealed class BudgetAccount
{
    private const int Digits = 10;

    private static readonly TimeSpan LeastOfHour = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LeastOfDays = TimeSpan.FromHours(1);

    private readonly AccountTerms _terms;
    private readonly object _lock = new();
    private readonly SpendPeriods _periods;
    private readonly SpendPeriods _months;
    private readonly SpendWindow _hour = new(TimeSpan.FromMinutes(5), 12);
    private readonly SpendWindow _week = new(TimeSpan.FromHours(6), 28);
    private readonly SpendWindow _trend;
    private readonly ReservationList _reservations;
    private long _since;
    private long _added;
    private bool _isClosed;

    public BudgetAccount(AccountTerms terms, string? value, long now)
    {
        _terms = terms;
        Value = value;
        _periods = new SpendPeriods(terms.Calendar, now);
        _months = terms.Period == LlmBudgetPeriod.Month ? _periods : new SpendPeriods(terms.Months, now);
        _trend = terms.Period == LlmBudgetPeriod.Day ? new SpendWindow(TimeSpan.FromHours(1), 24) : _week;
        _reservations = new ReservationList(terms.Time);
        _since = terms.Started;
        _added = terms.Time.GetTimestamp();
    }

    public string? Value { get; }

    /// <summary>Adds to the amount spent and releases the call's reservation atomically.</summary>
    /// <param name="spend">The amount to add.</param>
    /// <param name="reservation">The reservation of the call; null if there is none.</param>
    /// <param name="now">The current time, in UTC ticks.</param>
    /// <param name="crossing">The thresholds that the amount crossed.</param>
    /// <returns>False if the account has been closed and replaced by another.</returns>
    public bool TryAdd(in Spend spend, CallReservation? reservation, long now, out Crossing crossing)
    {
        crossing = default;
        lock (_lock)
        {
            if (_isClosed)
            {
                return false;
            }

            MoveTo(now);
            _added = _terms.Time.GetTimestamp();
            if (reservation?.Of(this) is { } reserved)
            {
                _reservations.Close(reserved);
            }

            AddToWindows(spend, now);
            if (_months != _periods && _months.At(spend.Time) is { } month)
            {
                month.Spent += spend.Amount;
            }

            if (_periods.At(spend.Time) is { } period)
            {
                period.Spent += spend.Amount;
                period.Calls += spend.Calls;
                period.Unpriced = Math.Max(0, period.Unpriced + spend.Unpriced);
                period.OtherCurrency += spend.OtherCurrency;
                crossing = Cross(period, spend.IsRestored, now);
            }

            return true;
        }
    }

    /// <summary>Reserves the estimated cost of a call, or refuses the call if the estimate and the amounts spent and reserved exceed the limit.</summary>
    /// <param name="amount">The estimated cost; zero if unknown.</param>
    /// <param name="now">The current time, in UTC ticks.</param>
    /// <param name="reserved">The reservation; null if nothing is reserved.</param>
    /// <param name="refusal">The refusal; null if the call may be sent.</param>
    /// <returns>False if the account has been closed and replaced by another.</returns>
    public bool TryReserve(decimal amount, long now, out Reservation? reserved, out Refusal? refusal)
    {
        (reserved, refusal) = (null, null);
        lock (_lock)
        {
            if (_isClosed)
            {
                return false;
            }

            MoveTo(now);
            var period = _periods.Current;
            if (period.Spent >= _terms.Limit || period.Spent + period.Reserved + amount > _terms.Limit)
            {
                refusal = Refuse(period, now);
            }
            else if (amount > 0)
            {
                _added = _terms.Time.GetTimestamp();
                reserved = _reservations.Open(this, period, amount);
            }

            return true;
        }
    }

    /// <summary>Refuses a call if the limit is spent; null if it is not.</summary>
    public Refusal? RefuseIfSpent(long now)
    {
        lock (_lock)
        {
            MoveTo(now);
            return _periods.Current.Spent >= _terms.Limit ? Refuse(_periods.Current, now) : null;
        }
    }

    /// <summary>Releases a reservation, unless it has been released already.</summary>
    public void Release(Reservation reserved)
    {
        lock (_lock)
        {
            _reservations.Close(reserved);
        }
    }

    public LlmBudgetStatus Read(long now)
    {
        lock (_lock)
        {
            MoveTo(now);
            return Describe(_periods.Current, now);
        }
    }

    /// <summary>Whether nothing was spent in the current and the previous period and in the current month.</summary>
    public bool IsEmpty(long now)
    {
        lock (_lock)
        {
            MoveTo(now);
            return HasNothing;
        }
    }

    /// <summary>Closes the account if it is empty and idle for a full period. Timestamps decide, because a clock that has jumped may return.</summary>
    public bool TryClose(long now)
    {
        lock (_lock)
        {
            MoveTo(now);
            return _isClosed = HasNothing && _terms.Time.GetElapsedTime(_added) >= _terms.Calendar.Longest;
        }
    }

    private bool HasNothing => _periods.Current.IsEmpty && _periods.Previous.IsEmpty && _months.Current.Spent == 0;

    private void MoveTo(long now)
    {
        _reservations.Expire();
        _periods.MoveTo(now);
        if (_months != _periods)
        {
            _months.MoveTo(now);
        }
    }

    private Refusal Refuse(PeriodSpend period, long now)
    {
        bool isFirst;
        if (period.Spent >= _terms.Limit)
        {
            isFirst = !period.HasRefusedSpent;
            period.HasRefusedSpent = true;
        }
        else
        {
            isFirst = !period.HasRefusedFull;
            period.HasRefusedFull = true;
        }

        period.Refused++;
        return new Refusal(Describe(period, now), isFirst);
    }

    private void AddToWindows(in Spend spend, long now)
    {
        _since = Math.Min(_since, spend.Time);
        if (spend.Amount == 0)
        {
            return;
        }

        _hour.Add(spend.Time, spend.Amount, now);
        _week.Add(spend.Time, spend.Amount, now);
        if (_trend != _week)
        {
            _trend.Add(spend.Time, spend.Amount, now);
        }
    }

    private Crossing Cross(PeriodSpend period, bool isRestored, long now)
    {
        var from = period.Reached;
        while (period.Reached < _terms.Shares.Length && period.Spent >= _terms.Shares[period.Reached] * _terms.Limit)
        {
            period.Reached++;
        }

        return from == period.Reached || isRestored ? default : new Crossing(Describe(period, now), from, period.Reached);
    }

    private LlmBudgetStatus Describe(PeriodSpend period, long now) => new()
    {
        Budget = _terms.Name,
        Value = Value,
        Currency = _terms.Currency,
        Period = _terms.Period,
        PeriodStart = new DateTimeOffset(period.Bounds.Start, TimeSpan.Zero),
        PeriodEnd = new DateTimeOffset(period.Bounds.End, TimeSpan.Zero),
        Limit = _terms.Limit,
        Spent = period.Spent,
        Reserved = period.Reserved,
        BurnRate = decimal.Round(_hour.PerHour(now, _since, LeastOfHour), Digits),
        Projection = Project(period, _trend, now),
        MonthSpent = _months.Current.Spent,
        MonthProjection = Project(_months.Current, _week, now),
        PreviousSpent = period == _periods.Current ? _periods.Previous.Spent : 0,
        Calls = period.Calls,
        UnpricedCalls = period.Unpriced,
        OtherCurrencyCalls = period.OtherCurrency,
        RefusedCalls = period.Refused,
    };

    private decimal Project(PeriodSpend period, SpendWindow trend, long now)
    {
        var left = (decimal)Math.Max(0, period.Bounds.End - now) / TimeSpan.TicksPerHour;
        return decimal.Round(period.Spent + (trend.PerHour(now, _since, LeastOfDays) * left), Digits);
    }
}
