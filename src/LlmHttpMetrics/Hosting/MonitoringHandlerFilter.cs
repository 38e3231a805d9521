using LlmHttpMetrics.Interception;
using Microsoft.Extensions.Http;

namespace LlmHttpMetrics.Hosting;

/// <summary>Adds the monitoring handlers around all other handlers of a client.</summary>
internal sealed class MonitoringHandlerFilter(ClientMonitors monitors) : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (monitors.IsMonitored(builder.Name))
        {
            builder.AdditionalHandlers.Insert(0, new LlmExchangeHandler(monitors.Slot(builder.Name)));
            builder.AdditionalHandlers.Add(new LlmAttemptHandler());
        }
    };
}
