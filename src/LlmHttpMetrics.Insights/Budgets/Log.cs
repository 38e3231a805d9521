using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Insights.Budgets;

/// <summary>Log messages of budgets.</summary>
internal static partial class Log
{
    [LoggerMessage(
        60,
        LogLevel.Warning,
        "The budget {Budget} has reached {Share:p0}: {Spent} of {Limit} {Currency} are spent in the period from {From:u} to {Until:u}.")]
    public static partial void BudgetReached(
        ILogger logger, string budget, double share, decimal spent, decimal limit, string currency, DateTimeOffset from, DateTimeOffset until);

    [LoggerMessage(61, LogLevel.Warning, "Costs in {Other} are not counted in the budget {Budget}, which is in {Currency}. This message is logged once.")]
    public static partial void BudgetCurrency(ILogger logger, string other, string budget, string currency);

    [LoggerMessage(
        62,
        LogLevel.Warning,
        "The budget {Budget} is spent, and calls are refused until {Until:u}. Refused calls are counted in llm.budget.refused; logged once per period.")]
    public static partial void BudgetRefuses(ILogger logger, string budget, DateTimeOffset until);

    [LoggerMessage(
        63,
        LogLevel.Warning,
        "The budget {Budget} has too little left for a call, which is refused: {Spent} of {Limit} {Currency} are spent and {Reserved} reserved. Refused "
        + "calls are counted in llm.budget.refused; logged once per period.")]
    public static partial void BudgetFull(ILogger logger, string budget, decimal spent, decimal reserved, decimal limit, string currency);

    [LoggerMessage(
        64,
        LogLevel.Warning,
        "Budgets could not be restored from the event log ({Error}). Amounts spent before the start are missing in part or completely.")]
    public static partial void RestoringFailed(ILogger logger, string error);
}
