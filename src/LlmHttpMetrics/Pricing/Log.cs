using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Pricing;

/// <summary>The log messages about prices.</summary>
internal static partial class Log
{
    [LoggerMessage(40, LogLevel.Warning, "No price is known for {Model} of {Provider}; its calls count in llm.price.missing, and this is logged once.")]
    public static partial void PriceMissing(ILogger logger, string provider, string? model);

    [LoggerMessage(41, LogLevel.Error, "The prices of {Origin} are not valid; the previous prices stay in use. {Errors}")]
    public static partial void PricesRefused(ILogger logger, string origin, string errors);

    [LoggerMessage(42, LogLevel.Information, "The prices of {Origin} have changed; calls are priced by {Table} from now on.")]
    public static partial void PricesChanged(ILogger logger, string origin, string table);
}
