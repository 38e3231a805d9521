using System.Diagnostics;

namespace LlmHttpMetrics;

/// <summary>What <see cref="LlmMonitoringOptions.Enrich"/> may look at and add to when a call has ended.</summary>
public sealed class LlmEnrichmentContext
{
    internal LlmEnrichmentContext(HttpRequestMessage request, HttpResponseMessage? response, Activity? activity, LlmEvent? callEvent)
    {
        Request = request;
        Response = response;
        Activity = activity;
        Event = callEvent;
    }

    /// <summary>The request, as the caller gave it.</summary>
    public HttpRequestMessage Request { get; }

    /// <summary>The response; <see langword="null"/> where none came.</summary>
    public HttpResponseMessage? Response { get; }

    /// <summary>
    /// The call's span, or the activity of a neighbour that stands for it (<see cref="WhenAlreadyMeasured.Enrich"/>);
    /// <see langword="null"/> where nothing listens to the source.
    /// </summary>
    public Activity? Activity { get; }

    /// <summary>The call's event; <see langword="null"/> where no sink is registered.</summary>
    public LlmEvent? Event { get; }
}
