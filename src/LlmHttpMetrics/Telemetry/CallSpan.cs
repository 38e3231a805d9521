using System.Diagnostics;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Text.Redaction;
using LlmHttpMetrics.Vocabulary;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Telemetry;

/// <summary>Sets the attributes of spans for the calls of a client, according to the conventions that it follows.</summary>
/// <param name="conventions">The conventions.</param>
/// <param name="includesErrorMessages">Whether the provider's error messages become the span's status.</param>
/// <param name="stopSequences">The redaction of stop sequences, which are the caller's text; null to omit them from the span.</param>
/// <param name="constantTags">The tags that every span has.</param>
internal sealed class CallSpan(
    SemanticConventions conventions, bool includesErrorMessages, ContentRules? stopSequences, KeyValuePair<string, object?>[] constantTags) : ICallConsumer
{
    /// <summary>The finish reason of an answer that should have had one but has none.</summary>
    private const string NoReason = "error";

    private static readonly (string Name, Figure Figure)[] Modalities =
    [
        (SpanTagNames.TextInputTokens, Figure.InputText),
        (SpanTagNames.AudioInputTokens, Figure.InputAudio),
        (SpanTagNames.ImageInputTokens, Figure.InputImage),
        (SpanTagNames.TextOutputTokens, Figure.OutputText),
        (SpanTagNames.AudioOutputTokens, Figure.OutputAudio),
        (SpanTagNames.ImageOutputTokens, Figure.OutputImage),
    ];

    private readonly bool _isV1 = conventions.HasFlag(SemanticConventions.V1_41);
    private readonly bool _isLatest = conventions.HasFlag(SemanticConventions.Latest);
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

        SetRequest(span, call);
        SetResponse(span, call, figures);
        if (call.Endpoint.Counted)
        {
            SetUsage(span, call, figures);
        }

        SetScope(span, call);
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

        SetScope(upstream, call);
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

    private void SetRequest(Activity span, CallRecord call)
    {
        if (call.Request is not { } request)
        {
            return;
        }

        if (call.StreamRequested)
        {
            span.SetTag(SpanTagNames.RequestStream, true);
        }

        SetInteger(span, SpanTagNames.ChoiceCount, request.Number(RequestParameter.ChoiceCount) is { } n and not 1 ? n : null);
        SetInteger(span, SpanTagNames.MaxTokens, request.Number(RequestParameter.MaxTokens));
        SetInteger(span, SpanTagNames.Seed, request.Number(RequestParameter.Seed));
        SetInteger(span, SpanTagNames.Dimensions, request.Number(RequestParameter.Dimensions));
        Set(span, SpanTagNames.Temperature, request.Number(RequestParameter.Temperature));
        Set(span, SpanTagNames.TopP, request.Number(RequestParameter.TopP));
        Set(span, SpanTagNames.FrequencyPenalty, request.Number(RequestParameter.FrequencyPenalty));
        Set(span, SpanTagNames.PresencePenalty, request.Number(RequestParameter.PresencePenalty));

        // A double until v1.41, an integer since then.
        var topK = request.Number(RequestParameter.TopK);
        if (_isLatest)
        {
            SetInteger(span, SpanTagNames.TopK, topK);
        }
        else
        {
            Set(span, SpanTagNames.TopK, topK);
        }

        Set(span, SpanTagNames.OutputType, OutputType(request.Word(RequestParameter.OutputType)));
        Set(span, SpanTagNames.ReasoningLevel, request.Word(RequestParameter.ReasoningLevel));
        Set(span, SpanTagNames.PreviousResponseId, request.Word(RequestParameter.PreviousResponseId));
        Set(span, SpanTagNames.ConversationId, request.Word(RequestParameter.ConversationId));
        Set(span, SpanTagNames.PromptName, request.Word(RequestParameter.PromptName));
        Set(span, SpanTagNames.PromptVersion, request.Word(RequestParameter.PromptVersion) ?? call.Call?.PromptVersion);
        if (stopSequences is { } rules && request.StopSequences is { } stops)
        {
            span.SetTag(SpanTagNames.StopSequences, stops.Select(rules.Redact).OfType<string>().ToArray());
        }

        if (request.Word(RequestParameter.EncodingFormat) is { } encoding)
        {
            span.SetTag(SpanTagNames.EncodingFormats, new[] { encoding });
        }

        if (call.Endpoint.Provider == "openai")
        {
            Set(span, SpanTagNames.OpenAiRequestTier, request.Word(RequestParameter.ServiceTier));
        }
    }

    private void SetResponse(Activity span, CallRecord call, in CallFigures figures)
    {
        if (call.Status is { } status)
        {
            span.SetTag(SpanTagNames.StatusCode, status);
        }

        if (call.Response?.Facts is not { } facts)
        {
            return;
        }

        Set(span, LlmTagNames.ResponseModel, facts.Model);
        Set(span, SpanTagNames.ResponseId, call.ResponseId);
        if (FinishReasons(call, facts) is { Length: > 0 } reasons)
        {
            span.SetTag(SpanTagNames.FinishReasons, reasons);
        }

        Set(span, SpanTagNames.TimeToFirstChunk, figures.Streamed ? figures.TimeToFirstToken?.TotalSeconds : null);
        if (call.Endpoint.Provider == "openai")
        {
            Set(span, SpanTagNames.OpenAiApiType, call.Endpoint.Format.ApiType);
            Set(span, SpanTagNames.OpenAiResponseTier, facts.ServiceTier);
            Set(span, SpanTagNames.OpenAiFingerprint, facts.Fingerprint);
        }
    }

    /// <summary>The finish reasons of the choices. In v0.1 a generation that began and did not finish has <c>error</c> as its reason.</summary>
    private string[] FinishReasons(CallRecord call, ResponseFacts facts)
    {
        if (!_isLatest || call.Outcome.IsSuccess || call.Status is not (>= 200 and < 300) || !Generates(call.Operation))
        {
            return facts.FinishReasonTexts();
        }

        var reasons = new string[Math.Max(1, facts.ChoiceCount)];
        for (var i = 0; i < reasons.Length; i++)
        {
            reasons[i] = facts.ChoiceCount > 0 && facts.FinishReason(i) is { } reason ? reason.Text : NoReason;
        }

        return reasons;
    }

    private static bool Generates(string operation) => operation is Operations.Chat or Operations.GenerateContent or Operations.TextCompletion;

    private void SetUsage(Activity span, CallRecord call, in CallFigures figures)
    {
        Set(span, SpanTagNames.InputTokens, figures.Input);
        Set(span, SpanTagNames.OutputTokens, figures.Output);
        Set(span, SpanTagNames.CacheReadTokens, figures.Cached);
        Set(span, SpanTagNames.ReasoningTokens, figures.Reasoning);
        if (_isV1)
        {
            Set(span, SpanTagNames.CacheCreationTokensV1, figures.CacheWrite);
        }

        if (_isLatest)
        {
            Set(span, SpanTagNames.CacheWriteTokensLatest, figures.CacheWrite);
            SetModalities(span, call.Response?.Facts);
        }
    }

    /// <summary>Sets the parts of the usage by modality, if the provider reports them and they are not zero.</summary>
    private static void SetModalities(Activity span, ResponseFacts? facts)
    {
        foreach (var (name, figure) in Modalities)
        {
            Set(span, name, facts?.Sent(figure) is > 0 and var tokens ? tokens : null);
        }
    }

    private static void SetScope(Activity span, CallRecord call)
    {
        Set(span, LlmTagNames.RetryNumber, (long?)call.RetryNumber);
        if (call.Call is not { } info)
        {
            return;
        }

        Set(span, LlmTagNames.CallOperation, info.OperationName);
        Set(span, LlmTagNames.SessionId, info.SessionId);
        Set(span, LlmTagNames.UserId, info.UserId);
        Set(span, LlmTagNames.Feature, info.Feature);
        Set(span, LlmTagNames.PromptVersion, info.PromptVersion);
        Set(span, LlmTagNames.Experiment, info.Experiment);
        Set(span, LlmTagNames.Variant, info.Variant);
        foreach (var (name, value) in info.Tags)
        {
            span.SetTag(name, value);
        }
    }

    /// <summary>The convention defines <c>json</c> and <c>text</c>; providers specify which kind of JSON.</summary>
    private static string? OutputType(string? format) => format switch
    {
        null => null,
        "json_object" or "json_schema" or "application/json" => "json",
        "text/plain" => "text",
        _ => format,
    };

    private static void SetInteger(Activity span, string name, double? value)
    {
        if (value is { } number && number == Math.Floor(number) && Math.Abs(number) < long.MaxValue)
        {
            span.SetTag(name, (long)number);
        }
    }

    private static void Set(Activity span, string name, double? value)
    {
        if (value is { } number)
        {
            span.SetTag(name, number);
        }
    }

    private static void Set(Activity span, string name, long? value)
    {
        if (value is { } number)
        {
            span.SetTag(name, number);
        }
    }

    private static void Set(Activity span, string name, string? value)
    {
        if (value is not null)
        {
            span.SetTag(name, value);
        }
    }
}
