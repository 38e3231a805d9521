using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Events;

/// <summary>Log messages about events.</summary>
internal static partial class Log
{
    /// <summary>All decisions about a call, as fields.</summary>
    [LoggerMessage(4, LogLevel.Debug,
        "A call of {Provider} for {Model} is measured by {Strategy}, decided by its {StrategyReason}; format={Format} recognizedBy={RecognizedBy}"
        + " modelFrom={ModelFrom} framing={Framing} "
        + "outcome={Outcome} error={ErrorType} usage={Usage} tokensBy={TokenSource} tokenizer={Tokenizer} tokenizerVersion={TokenizerVersion} "
        + "method={TokenMethod} confidence={Confidence} "
        + "fallback={Fallback} fallbackFor={FallbackReason} price={Price} priceTable={PriceTable} costMethod={CostMethod} cost={Cost} "
        + "currency={Currency} timing={Timing} ms={DurationMs} firstTokenMs={FirstTokenMs}")]
    public static partial void Decided(
        ILogger logger, string provider, string? model, string? strategy, string? strategyReason, string format, string? recognizedBy,
        string? modelFrom, string? framing, string outcome, string? errorType,
        string? usage, string? tokenSource, string? tokenizer, string? tokenizerVersion, string? tokenMethod, double? confidence, string? fallback,
        string? fallbackReason,
        string? price, string? priceTable, string? costMethod, decimal? cost, string? currency, string? timing, double durationMs, double? firstTokenMs);

    [LoggerMessage(
        28,
        LogLevel.Error,
        "The sinks of events cannot be constructed ({Exception}: {Reason}). Until then, events are dropped and counted in llm.events.dropped; "
            + "construction is attempted again.")]
    public static partial void SinksFailed(ILogger logger, string exception, string reason);
}
