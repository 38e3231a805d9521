namespace LlmHttpMetrics.Recording;

/// <summary>Makes the tags of a call's metrics: the base set, the listed entries of its scope, and the server for the standard's instruments.</summary>
internal sealed class CallTags(TagLimiter limiter)
{
    public void FillBase(TagSet tags, CallRecord call, string? responseModel)
    {
        var endpoint = call.Endpoint;
        tags.Add(LlmTagNames.OperationName, endpoint.Operation);
        tags.Add(LlmTagNames.ProviderName, endpoint.Provider);
        AddLimited(tags, call, LlmTagNames.RequestModel, call.RequestModel);
        AddLimited(tags, call, LlmTagNames.ResponseModel, responseModel);
        if (call.Call is { } info)
        {
            foreach (var name in call.Settings.MetricTags)
            {
                AddLimited(tags, call, name, info.Entry(name));
            }
        }
    }

    public void FillStandard(TagSet tags, CallRecord call)
    {
        FillBase(tags, call, call.ResponseModel);
        AddLimited(tags, call, LlmTagNames.ServerAddress, call.Endpoint.ServerAddress);
        tags.Add(LlmTagNames.ServerPort, call.Endpoint.ServerPort);
    }

    /// <summary>A value of a tag whose values the network decides.</summary>
    public string? Limited(CallRecord call, string name, string? value) =>
        value is null ? null : limiter.Limit(name, value, call.Settings.MaxTagValues);

    private void AddLimited(TagSet tags, CallRecord call, string name, string? value)
    {
        if (value is not null)
        {
            tags.Add(name, limiter.Limit(name, value, call.Settings.MaxTagValues));
        }
    }
}
