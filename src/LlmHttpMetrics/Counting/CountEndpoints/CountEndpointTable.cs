using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Counting.CountEndpoints;

/// <summary>The count endpoints that a service provider may use, shared by its clients.</summary>
internal sealed class CountEndpointTable(CountEndpoint[] endpoints)
{
    /// <summary>The endpoint for the host that a call went to; null if there is none.</summary>
    public CountEndpoint? Find(CountApi? api, string host, int port) =>
        api is null ? null : Array.Find(endpoints, endpoint => endpoint.Serves(api, host, port));
}
