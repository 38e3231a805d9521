using System.Globalization;
using LlmHttpMetrics.Insights.Budgets;

namespace LlmHttpMetrics;

/// <summary>
/// The exception that is thrown when a call is refused, and not sent, because a budget with <see cref="LlmBudget.RefuseWhenSpent"/> is spent or has less
/// left than the call may cost. It is not an <see cref="HttpRequestException"/>, because no request failed. What is spent remains so until
/// <see cref="ResetsAt"/>; reservations of other calls are released when those end. <see cref="LlmBudgetStatus.IsSpent"/> and
/// <see cref="LlmBudgetStatus.Reserved"/> of <see cref="Status"/> distinguish the two cases.
/// </summary>
public sealed class LlmBudgetExceededException : InvalidOperationException
{
    /// <summary>Initializes a new instance, for example in tests of the calling code.</summary>
    /// <param name="status">The current status of the budget.</param>
    /// <exception cref="ArgumentNullException"><paramref name="status"/> is <see langword="null"/>.</exception>
    public LlmBudgetExceededException(LlmBudgetStatus status)
        : base(Describe(status)) => Status = status;

    /// <summary>The status of the budget when the call was refused.</summary>
    public LlmBudgetStatus Status { get; }

    /// <summary>The name of the budget.</summary>
    public string Budget => Status.Budget;

    /// <summary>The <see cref="LlmBudget.ForEach"/> value whose limit applies; <see langword="null"/> if there is one limit for all calls.</summary>
    public string? Value => Status.Value;

    /// <summary>The limit for one period.</summary>
    public decimal Limit => Status.Limit;

    /// <summary>The amount spent in the period.</summary>
    public decimal Spent => Status.Spent;

    /// <summary>The currency (ISO 4217).</summary>
    public string Currency => Status.Currency;

    /// <summary>When the period ends and calls are allowed again, in UTC.</summary>
    public DateTimeOffset ResetsAt => Status.PeriodEnd;

    private static string Describe(LlmBudgetStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        var of = status.Value is { } value ? $" of '{value}'" : "";
        var state = $"The budget '{status.Budget}'{of} {(status.IsSpent ? "is spent" : "has too little left for the call")}";
        var amounts = string.Create(CultureInfo.InvariantCulture, $"{status.Spent} of {status.Limit} {status.Currency}");
        var reserved = string.Create(CultureInfo.InvariantCulture, $" are spent, and {status.Reserved} are reserved for calls in progress");
        var end = string.Create(CultureInfo.InvariantCulture, $"{status.PeriodEnd:yyyy-MM-dd HH:mm} UTC");
        return status.IsSpent
            ? $"{state}: {amounts}. The call was not sent; calls are allowed again from {end}."
            : $"{state}: {amounts}{reserved}. The call was not sent; the next period begins at {end}.";
    }
}
