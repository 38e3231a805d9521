using System.Globalization;
using LlmHttpMetrics.Insights.Budgets;

namespace LlmHttpMetrics;

/// <summary>
/// A call was refused and not sent, because a budget with <see cref="LlmBudget.RefuseWhenSpent"/> is spent, or has less left than the call may cost.
/// It is no <see cref="HttpRequestException"/>: nothing went wrong on the way. What is spent stays so until <see cref="ResetsAt"/>; what is reserved
/// for other calls is free again when those have ended (<see cref="LlmBudgetStatus.IsSpent"/> and <see cref="LlmBudgetStatus.Reserved"/> of
/// <see cref="Status"/> tell the two apart).
/// </summary>
public sealed class LlmBudgetExceededException : InvalidOperationException
{
    /// <summary>Makes one, as the guard does or as a test of yours needs it.</summary>
    /// <param name="status">The budget as it stands.</param>
    /// <exception cref="ArgumentNullException"><paramref name="status"/> is <see langword="null"/>.</exception>
    public LlmBudgetExceededException(LlmBudgetStatus status)
        : base(Describe(status)) => Status = status;

    /// <summary>The budget as it stood when the call was refused.</summary>
    public LlmBudgetStatus Status { get; }

    /// <summary>The name of the budget.</summary>
    public string Budget => Status.Budget;

    /// <summary>The value of <see cref="LlmBudget.ForEach"/> whose amount is spent; <see langword="null"/> where there is one amount for all.</summary>
    public string? Value => Status.Value;

    /// <summary>The amount of the period.</summary>
    public decimal Limit => Status.Limit;

    /// <summary>What was spent.</summary>
    public decimal Spent => Status.Spent;

    /// <summary>The currency (ISO 4217).</summary>
    public string Currency => Status.Currency;

    /// <summary>When the period ends and calls pass again, in UTC.</summary>
    public DateTimeOffset ResetsAt => Status.PeriodEnd;

    private static string Describe(LlmBudgetStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        var of = status.Value is { } value ? $" of '{value}'" : "";
        var spent = $"The budget '{status.Budget}'{of} {(status.IsSpent ? "is spent" : "has no room for the call")}";
        var amounts = string.Create(CultureInfo.InvariantCulture, $"{status.Spent} of {status.Limit} {status.Currency}");
        var reserved = string.Create(CultureInfo.InvariantCulture, $" are spent, and {status.Reserved} are reserved for calls that have not ended");
        var end = string.Create(CultureInfo.InvariantCulture, $"{status.PeriodEnd:yyyy-MM-dd HH:mm} UTC");
        return status.IsSpent
            ? $"{spent}: {amounts}. The call was not sent; calls pass again from {end}."
            : $"{spent}: {amounts}{reserved}. The call was not sent; the amount is there anew from {end}.";
    }
}
