using System.Net.Http.Metrics;
using LlmHttpMetrics.Interception.Injection;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Interception;

/// <summary>The handling of a call's request: it is observed, can be rewritten, and is restored.</summary>
internal sealed partial class LlmExchange
{
    /// <summary>Requests the usage of the stream if the options say so.</summary>
    public void RequestUsage(HttpRequestMessage request)
    {
        if (UsageInjection.Rewrite(request, Record.Endpoint, Settings) is { } rewritten)
        {
            _original = request.Content;
            request.Content = _rewritten = rewritten;
        }
    }

    /// <summary>Restores the caller's own content.</summary>
    public void RestoreRewrittenContent(HttpRequestMessage request)
    {
        if (_rewritten is not null && ReferenceEquals(request.Content, _rewritten))
        {
            request.Content = _original;
        }
    }

    /// <summary>Whether usage was requested on behalf of the caller.</summary>
    public bool IsRewritten => _rewritten is not null;

    /// <summary>Sets the content to send: the caller's own if its bytes are in memory, otherwise a replacement that is observed.</summary>
    public void ObserveRequest(HttpRequestMessage request)
    {
        if (request.Content is not { } content || _request.IsComplete || RequestObservation.IsMemory(content) || _request.TraitsOf(content).IsCoded)
        {
            return;
        }

        request.Content = ObservedRequestBody.StandInFor(ObservedRequestBody.Of(content)?.Inner ?? content, _request);
        _wrapper = ObservedRequestBody.Of(request.Content);
    }

    /// <summary>
    /// Adds the model to .NET's own metrics of this send. It is known before they are recorded, except for content in memory, which is read now.
    /// </summary>
    public void AddModelToHttpMetrics(HttpRequestMessage request)
    {
        if (Settings.TagHttpMetrics)
        {
            AfterSend(request);
            HttpMetricsTags.Add(request, this);
        }
    }

    /// <summary>Called when the send has finished.</summary>
    public void RemoveHttpMetricsTags(HttpRequestMessage request)
    {
        if (Settings.TagHttpMetrics)
        {
            HttpMetricsTags.Remove(request);
        }
    }

    /// <summary>Called by .NET's own handler when a send has a response or has failed. Never throws.</summary>
    public void TagHttpMetrics(HttpMetricsEnrichmentContext context)
    {
        try
        {
            if (!IsModelCall || !Record.Endpoint.Counted)
            {
                return;
            }

            Record.Request = _request.Reader;
            context.AddCustomTag(LlmTagNames.ProviderName, Record.Endpoint.Provider);
            if (Settings.Tags.RequestModel(Record) is { } model)
            {
                context.AddCustomTag(LlmTagNames.RequestModel, model);
            }
        }
        catch (Exception)
        {
            Monitor.Recorder.Faults.Failed(Stages.Request);
        }
    }

    /// <summary>Called after the request was passed to the inner handler: content in memory is read while the network works.</summary>
    public void AfterSend(HttpRequestMessage request)
    {
        if (request.Content is { } content && RequestObservation.IsMemory(content) && !_request.TraitsOf(content).IsCoded)
        {
            _request.TryReadMemory(content);
        }
    }

    /// <summary>Restores the caller's content.</summary>
    public static void RestoreRequest(HttpRequestMessage request)
    {
        if (ObservedRequestBody.Of(request.Content) is { } body)
        {
            request.Content = body.Inner;
        }
    }
}
