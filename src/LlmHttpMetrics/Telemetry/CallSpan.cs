using System.Diagnostics;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Text.Redaction;

namespace LlmHttpMetrics.Telemetry;

/// <summary>Sets the attributes of spans for the calls of a client, according to the conventions that it follows.</summary>
/// <param name="conventions">The conventions.</param>
/// <param name="includesErrorMessages">Whether the provider's error messages become the span's status.</param>
/// <param name="stopSequences">The redaction of stop sequences, which are the caller's text; null to omit them from the span.</param>
/// <param name="constantTags">The tags that every span has.</param>
internal sealed class CallSpan(
    SemanticConventions conventions, bool includesErrorMessages, ContentRules? stopSequences, KeyValuePair<string, object?>[] constantTags) : ICallConsumer
{
    private readonly RequestAttributes _request = new(conventions, stopSequences);
    private readonly AnswerAttributes _answer = new(conventions);
    private readonly ActivitySource _source = CallSources.Of(conventions);

    public string Stage => Stages.Span;

    public bool IsEnabled => _source.HasListeners();

    public bool TakesUncounted => true;

    public void Completed(in CompletedCall call)
    {
        Finish(call.Record, call.Figures);
        FinishUpstream(call.Record);
    }

    /// <summary>
    /// Starts the span below the caller's activity with the tags that the URL determines; name and model are set when the payload has been read.
    /// </summary>
    public Activity? Start(CallRecord call) =>
        _source.StartActivity(call.Endpoint.Operation, ActivityKind.Client, parentContext: default, Tags(call.Endpoint));

    /// <summary>Starts the span when the call has ended, with the start time of the call.</summary>
    public Activity? StartLate(CallRecord call) => _source.StartActivity(
        call.Endpoint.Operation, ActivityKind.Client, call.Caller?.Context ?? default, Tags(call.Endpoint), startTime: call.Timestamp);

    private void Finish(CallRecord call, in CallFigures figures)
    {
        if (call.Span is not { IsAllDataRequested: true } span)
        {
            return;
        }

        if (call.RequestModel is { } model)
        {
            span.DisplayName = $"{call.Operation} {model}";
            span.SetTag(LlmTagNames.RequestModel, model);
        }

        if (call.Operation != call.Endpoint.Operation)
        {
            span.SetTag(LlmTagNames.OperationName, call.Operation);
        }

        _request.Set(span, call);
        _answer.Set(span, call, figures);
        ScopeAttributes.Set(span, call);
        span.SetTag(LlmTagNames.Outcome, call.Outcome.Word);
        if (call.Outcome.ErrorType is { } error)
        {
            span.SetTag(LlmTagNames.ErrorType, error);
            span.SetStatus(ActivityStatusCode.Error, includesErrorMessages ? call.Response?.Facts.ErrorMessage : null);
        }
    }

    /// <summary>
    /// Sets only the attributes of our own on another instrumentation's activity. The attributes of the convention are left to its owner, which may
    /// add them after us without checking for existing ones.
    /// </summary>
    private static void FinishUpstream(CallRecord call)
    {
        if (call.UpstreamActivity is not { IsAllDataRequested: true, IsStopped: false } upstream)
        {
            return;
        }

        ScopeAttributes.Set(upstream, call);
        upstream.SetTag(LlmTagNames.Outcome, call.Outcome.Word);
        if (call.Status is { } status)
        {
            upstream.SetTag(SpanTagNames.StatusCode, status);
        }
    }

    /// <summary>The tags that samplers also see.</summary>
    private KeyValuePair<string, object?>[] Tags(Endpoint endpoint) =>
    [
        new(LlmTagNames.OperationName, endpoint.Operation),
        new(LlmTagNames.ProviderName, endpoint.Provider),
        new(LlmTagNames.ServerAddress, endpoint.ServerAddress),
        new(LlmTagNames.ServerPort, endpoint.ServerPort),
        .. constantTags,
    ];
}
