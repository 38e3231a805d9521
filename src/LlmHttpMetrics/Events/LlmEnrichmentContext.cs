using System.Diagnostics;

namespace LlmHttpMetrics;

/// <summary>A call that has ended, for <see cref="LlmMonitoringOptions.Enrich"/> to read and add to.</summary>
public sealed class LlmEnrichmentContext
{
    internal LlmEnrichmentContext(HttpRequestMessage request, HttpResponseMessage? response, Activity? activity, LlmEvent? callEvent)
    {
        Request = request;
        Response = response;
        Activity = activity;
        Event = callEvent;
    }

    /// <summary>The request, as the caller sent it.</summary>
    public HttpRequestMessage Request { get; }

    /// <summary>The response; <see langword="null"/> if there was none.</summary>
    public HttpResponseMessage? Response { get; }

    /// <summary>
    /// The call's span, or the activity of another instrumentation for the same call (<see cref="WhenAlreadyMeasured.Enrich"/>);
    /// <see langword="null"/> if nothing listens to the source.
    /// </summary>
    public Activity? Activity { get; }

    /// <summary>The call's event; <see langword="null"/> if no sink is registered, or the call gets no event.</summary>
    public LlmEvent? Event { get; }
}
