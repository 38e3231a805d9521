using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Registration;

/// <summary>What is logged about options, and about what follows from them.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "The changed monitoring options of client '{Client}' are invalid and are ignored; the last good ones stay. {Errors}")]
    public static partial void ReloadIgnored(ILogger logger, string client, string errors);

    [LoggerMessage(26, LogLevel.Error, "Calls of client '{Client}' are not measured, since its monitoring cannot be set up. {Errors}")]
    public static partial void NotMonitored(ILogger logger, string client, string errors);

    [LoggerMessage(27, LogLevel.Warning, "The client '{Client}' was created by the constructor of a service that the monitoring of client '{Other}' needs (a price source, strategy, token counter or the like). Its calls are measured from its first one on, but a singleton may exist twice now. Have the constructor keep the IHttpClientFactory, and create the client when it is used.")]
    public static partial void ClientAskedFor(ILogger logger, string client, string other);

    [LoggerMessage(28, LogLevel.Error, "The sinks of events cannot be constructed ({Exception}: {Reason}). Events are dropped and counted in llm.events.dropped meanwhile; it is attempted again.")]
    public static partial void SinksFailed(ILogger logger, string exception, string reason);

    [LoggerMessage(EventId = 5, Message = "The tokens of a call of {Provider} for {Model} were not counted: {Reason}. In place of the count: {Fallback}.")]
    public static partial void FellBack(ILogger logger, LogLevel level, string provider, string? model, string fallback, string reason);

    [LoggerMessage(20, LogLevel.Error, "The strategy {Strategy} threw {Exception} and is not asked again.")]
    public static partial void StrategyFailed(ILogger logger, string strategy, string exception);

    [LoggerMessage(21, LogLevel.Error, "The strategy {Strategy} did not come to an end within {Milliseconds} ms, and is not asked {Until}.")]
    public static partial void StrategyStalled(ILogger logger, string strategy, int milliseconds, string until);

    [LoggerMessage(22, LogLevel.Debug, "The strategy {Strategy} has no values for a call of {Provider}: {Reason}.")]
    public static partial void StrategyPassedOver(ILogger logger, string strategy, string provider, string reason);

    [LoggerMessage(23, LogLevel.Warning, "Options of client '{Client}': AutoRules[{Rule}] can never decide, since AutoRules[{Earlier}] fits every call that it fits.")]
    public static partial void RuleUnreachable(ILogger logger, string client, int rule, int earlier);

    /// <summary>The exception's own words may quote the text that was to be counted.</summary>
    [LoggerMessage(6, LogLevel.Warning, "The tokenizer of {Model} threw {Exception}.")]
    public static partial void TokenizerFailed(ILogger logger, string? model, string exception);

    [LoggerMessage(7, LogLevel.Error, "The tokenizer {Tokenizer} did not come to an end within {Milliseconds} ms, and is not asked again.")]
    public static partial void TokenizerStalled(ILogger logger, string tokenizer, int milliseconds);

    /// <summary>The endpoint's own words may quote the request.</summary>
    [LoggerMessage(EventId = 24, Message = "The count endpoint of {Provider} did not count a call's tokens: {Fault}.")]
    public static partial void CountEndpointFailed(ILogger logger, LogLevel level, string provider, string fault);

    [LoggerMessage(25, LogLevel.Warning, "The count endpoint of {Provider} is left alone for {Seconds} s.")]
    public static partial void CountEndpointRests(ILogger logger, string provider, double seconds);

    [LoggerMessage(30, LogLevel.Warning, "The file '{Path}' of Learning.Path holds nothing that was learned: {Reason}. It is left as it is, and what is learned now is not saved.")]
    public static partial void LearnedUnreadable(ILogger logger, string path, string reason);

    [LoggerMessage(31, LogLevel.Warning, "What was learned cannot be written to the file '{Path}' of Learning.Path: {Reason}. This is said once.")]
    public static partial void LearnedUnwritable(ILogger logger, string path, string reason);

    [LoggerMessage(40, LogLevel.Warning, "No price is known for {Model} of {Provider}; its calls count in llm.price.missing, and this is said once.")]
    public static partial void PriceMissing(ILogger logger, string provider, string? model);

    [LoggerMessage(41, LogLevel.Error, "The prices of {Origin} are refused; those before stay. {Errors}")]
    public static partial void PricesRefused(ILogger logger, string origin, string errors);

    [LoggerMessage(42, LogLevel.Information, "The prices of {Origin} have changed; calls are priced by {Table} from now on.")]
    public static partial void PricesChanged(ILogger logger, string origin, string table);

    [LoggerMessage(60, LogLevel.Warning, "The budget {Budget} has reached {Share:p0}: {Spent} of {Limit} {Currency} are spent of the period from {From:u} to {Until:u}.")]
    public static partial void BudgetReached(
        ILogger logger, string budget, double share, decimal spent, decimal limit, string currency, DateTimeOffset from, DateTimeOffset until);

    [LoggerMessage(61, LogLevel.Warning, "Costs in {Other} do not count in the budget {Budget}, which is in {Currency}; this is said once.")]
    public static partial void BudgetCurrency(ILogger logger, string other, string budget, string currency);

    [LoggerMessage(62, LogLevel.Warning, "The budget {Budget} is spent, and calls are refused until {Until:u}; they count in llm.budget.refused, and this is said once a period.")]
    public static partial void BudgetRefuses(ILogger logger, string budget, DateTimeOffset until);
}
