using System.Collections.Concurrent;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Interception;

namespace LlmHttpMetrics.Telemetry;

/// <summary>
/// Makes the tags of a call's metrics: the server, the base set, the listed entries of its scope. There is one for all clients of the instruments,
/// so that the limit of a tag's values holds for what a backend gets, and not for each client.
/// </summary>
internal sealed class CallTags(LlmInstruments instruments)
{
    private readonly TagValues _responseModels = new(LlmTagNames.ResponseModel, instruments);
    private readonly TagValues _servers = new(LlmTagNames.ServerAddress, instruments);
    private readonly TagValues _errors = new(LlmTagNames.ErrorType, instruments);

    /// <summary>By the names that <see cref="LlmMonitoringOptions.MetricTags"/> lists.</summary>
    private readonly ConcurrentDictionary<string, TagValues> _entries = new(StringComparer.Ordinal);

    /// <summary>Models asked for, on whichever instrument.</summary>
    public TagValues RequestModels { get; } = new(LlmTagNames.RequestModel, instruments);

    public void Fill(TagSet tags, CallRecord call, string? responseModel)
    {
        var most = call.Settings.MaxTagValues;
        var endpoint = call.Endpoint;
        tags.Add(LlmTagNames.ServerAddress, _servers.Limit(endpoint.ServerAddress, most));
        tags.Add(LlmTagNames.ServerPort, endpoint.ServerPort);
        tags.BeginOwn();
        tags.Add(LlmTagNames.OperationName, call.Operation);
        tags.Add(LlmTagNames.ProviderName, endpoint.Provider);
        if (RequestModel(call) is { } requestModel)
        {
            tags.Add(LlmTagNames.RequestModel, requestModel);
        }

        if (responseModel is not null)
        {
            tags.Add(LlmTagNames.ResponseModel, _responseModels.Limit(responseModel, most));
        }

        if (call.Call is { } info)
        {
            FillScope(tags, call.Settings, info);
        }
    }

    public string? RequestModel(CallRecord call) =>
        call.RequestModel is { } model ? RequestModels.Limit(model, call.Settings.MaxTagValues) : null;

    /// <summary>The kind of error, whose values the network decides.</summary>
    public string? ErrorType(CallRecord call, in Outcome outcome) =>
        outcome.ErrorType is { } type ? _errors.Limit(type, call.Settings.MaxTagValues) : null;

    private void FillScope(TagSet tags, MonitorSettings settings, LlmCallInfo info)
    {
        foreach (var name in settings.MetricTags)
        {
            if (info.Entry(name) is { } value)
            {
                var values = _entries.GetOrAdd(name, static (key, instruments) => new TagValues(key, instruments), instruments);
                tags.Add(name, values.Limit(value, settings.MaxTagValues));
            }
        }
    }
}
