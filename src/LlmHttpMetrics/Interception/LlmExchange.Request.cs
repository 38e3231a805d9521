using System.Net.Http.Metrics;
using LlmHttpMetrics.Interception.Injection;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Interception;

/// <summary>What is done with the request of a call: it is observed, may be rewritten, and is put back.</summary>
internal sealed partial class LlmExchange
{
    /// <summary>Asks the stream for its usage where the options say so.</summary>
    public void AskForUsage(HttpRequestMessage request)
    {
        if (UsageInjection.Rewrite(request, Record.Endpoint, Settings) is { } rewritten)
        {
            _original = request.Content;
            request.Content = _rewritten = rewritten;
        }
    }

    /// <summary>The caller's own content again.</summary>
    public void TakeBackRewriting(HttpRequestMessage request)
    {
        if (_rewritten is not null && ReferenceEquals(request.Content, _rewritten))
        {
            request.Content = _original;
        }
    }

    /// <summary>Usage was asked for in the caller's place.</summary>
    public bool IsRewritten => _rewritten is not null;

    /// <summary>The content to send: the caller's own where its bytes lie in memory, else a stand-in that is looked at.</summary>
    public void ObserveRequest(HttpRequestMessage request)
    {
        if (request.Content is not { } content || _request.IsComplete || RequestObservation.IsMemory(content) || _request.TraitsOf(content).IsCoded)
        {
            return;
        }

        request.Content = ObservedRequestBody.StandInFor(ObservedRequestBody.Of(content)?.Inner ?? content, _request);
        _wrapper = ObservedRequestBody.Of(request.Content);
    }

    /// <summary>Has .NET's own metrics of this send name the model. That is known before they are recorded, but for what lies in memory: it is read now.</summary>
    public void NameModelOnHttpMetrics(HttpRequestMessage request)
    {
        if (Settings.TagHttpMetrics)
        {
            AfterSend(request);
            HttpMetricsTags.Add(request, this);
        }
    }

    /// <summary>The send is over.</summary>
    public void LeaveHttpMetrics(HttpRequestMessage request)
    {
        if (Settings.TagHttpMetrics)
        {
            HttpMetricsTags.Remove(request);
        }
    }

    /// <summary>Called by .NET's own handler when a send has its response or has failed. Never throws.</summary>
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

    /// <summary>The request has been handed down: what lies in memory is read while the network works.</summary>
    public void AfterSend(HttpRequestMessage request)
    {
        if (request.Content is { } content && RequestObservation.IsMemory(content) && !_request.TraitsOf(content).IsCoded)
        {
            _request.TryReadMemory(content);
        }
    }

    /// <summary>Puts the caller's content back.</summary>
    public static void RestoreRequest(HttpRequestMessage request)
    {
        if (ObservedRequestBody.Of(request.Content) is { } body)
        {
            request.Content = body.Inner;
        }
    }
}
