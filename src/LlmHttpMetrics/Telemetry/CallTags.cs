using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Telemetry;

/// <summary>Creates the tags of the metrics for a client's calls: the server, the base set, and the listed entries of the scopes.</summary>
/// <param name="limits">The values that the tags have had.</param>
/// <param name="entries">The entries of a call's scope that become tags.</param>
/// <param name="maxValues">The maximum number of distinct values of a tag.</param>
internal sealed class CallTags(TagLimits limits, IReadOnlyList<string> entries, int maxValues)
{
    private readonly TagValues _requestModels = limits.Of(LlmTagNames.RequestModel);
    private readonly TagValues _responseModels = limits.Of(LlmTagNames.ResponseModel);
    private readonly TagValues _servers = limits.Of(LlmTagNames.ServerAddress);
    private readonly TagValues _errors = limits.Of(LlmTagNames.ErrorType);
    private readonly (string Name, TagValues Values)[] _entries = [.. entries.Select(name => (name, limits.Of(name)))];

    /// <summary>Adds the tags of a call that has ended to its record.</summary>
    public void Fill(CallRecord call)
    {
        call.Tags.Clear();
        Fill(call.Tags, call, call.ResponseModel);
        call.ErrorTag = ErrorType(call.Outcome);
    }

    public void Fill(TagSet tags, CallRecord call, string? responseModel)
    {
        var endpoint = call.Endpoint;
        tags.Add(LlmTagNames.ServerAddress, _servers.Limit(endpoint.ServerAddress, maxValues));
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
            tags.Add(LlmTagNames.ResponseModel, _responseModels.Limit(responseModel, maxValues));
        }

        if (call.Call is { } info)
        {
            FillScope(tags, info);
        }
    }

    /// <summary>The requested model; null if it is not known.</summary>
    public string? RequestModel(CallRecord call) => call.RequestModel is { } model ? _requestModels.Limit(model, maxValues) : null;

    /// <summary>The kind of error, whose values the network determines; null if there was no error.</summary>
    public string? ErrorType(in Outcome outcome) => outcome.ErrorType is { } type ? _errors.Limit(type, maxValues) : null;

    private void FillScope(TagSet tags, LlmCallInfo info)
    {
        foreach (var (name, values) in _entries)
        {
            if (info.Entry(name) is { } value)
            {
                tags.Add(name, values.Limit(value, maxValues));
            }
        }
    }
}
