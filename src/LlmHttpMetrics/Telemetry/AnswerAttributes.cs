using System.Diagnostics;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Telemetry;

/// <summary>Sets the attributes of a span that describe the answer and its usage.</summary>
/// <param name="conventions">The conventions that the span follows.</param>
internal sealed class AnswerAttributes(SemanticConventions conventions)
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

    /// <summary>Sets the attributes; of a call that is not counted those of the usage are left out.</summary>
    public void Set(Activity span, CallRecord call, in CallFigures figures)
    {
        SetResponse(span, call, figures);
        if (call.Endpoint.Counted)
        {
            SetUsage(span, call, figures);
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

        span.SetKnown(LlmTagNames.ResponseModel, facts.Model);
        span.SetKnown(SpanTagNames.ResponseId, call.ResponseId);
        if (FinishReasons(call, facts) is { Length: > 0 } reasons)
        {
            span.SetTag(SpanTagNames.FinishReasons, reasons);
        }

        span.SetKnown(SpanTagNames.TimeToFirstChunk, figures.Streamed ? figures.TimeToFirstToken?.TotalSeconds : null);
        if (call.Endpoint.Provider == "openai")
        {
            span.SetKnown(SpanTagNames.OpenAiApiType, call.Endpoint.Format.ApiType);
            span.SetKnown(SpanTagNames.OpenAiResponseTier, facts.ServiceTier);
            span.SetKnown(SpanTagNames.OpenAiFingerprint, facts.Names.Fingerprint);
        }
    }

    /// <summary>The finish reasons of the choices. In v0.1 a generation that began and did not finish has <c>error</c> as its reason.</summary>
    private string[] FinishReasons(CallRecord call, ResponseFacts facts)
    {
        if (!_isLatest || call.Outcome.IsSuccess || call.Status is not (>= 200 and < 300) || !Generates(call.Operation))
        {
            return facts.FinishReasonTexts();
        }

        var reasons = new string[Math.Max(1, facts.Finish.ChoiceCount)];
        for (var i = 0; i < reasons.Length; i++)
        {
            reasons[i] = facts.Finish.ChoiceCount > 0 && facts.Finish.Reason(i) is { } reason ? reason.Text : NoReason;
        }

        return reasons;
    }

    private static bool Generates(string operation) => operation is Operations.Chat or Operations.GenerateContent or Operations.TextCompletion;

    private void SetUsage(Activity span, CallRecord call, in CallFigures figures)
    {
        span.SetKnown(SpanTagNames.InputTokens, figures.Input);
        span.SetKnown(SpanTagNames.OutputTokens, figures.Output);
        span.SetKnown(SpanTagNames.CacheReadTokens, figures.Cached);
        span.SetKnown(SpanTagNames.ReasoningTokens, figures.Reasoning);
        if (_isV1)
        {
            span.SetKnown(SpanTagNames.CacheCreationTokensV1, figures.CacheWrite);
        }

        if (_isLatest)
        {
            span.SetKnown(SpanTagNames.CacheWriteTokensLatest, figures.CacheWrite);
            SetModalities(span, call.Response?.Facts);
        }
    }

    /// <summary>Sets the parts of the usage by modality, if the provider reports them and they are not zero.</summary>
    private static void SetModalities(Activity span, ResponseFacts? facts)
    {
        foreach (var (name, figure) in Modalities)
        {
            span.SetKnown(name, facts?.Sent(figure) is > 0 and var tokens ? tokens : null);
        }
    }
}
