using System.Diagnostics;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Text.Redaction;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Telemetry;

/// <summary>Sets the attributes of a span that describe the request.</summary>
/// <param name="conventions">The conventions that the span follows.</param>
/// <param name="stopSequences">What is redacted in stop sequences, which are the caller's text; null where they stay off the span.</param>
internal sealed class RequestAttributes(SemanticConventions conventions, ContentRules? stopSequences)
{
    private readonly bool _isLatest = conventions.HasFlag(SemanticConventions.Latest);

    /// <summary>Sets the attributes; none if the request was never read.</summary>
    public void Set(Activity span, CallRecord call)
    {
        if (call.Request is not { } request)
        {
            return;
        }

        if (call.StreamRequested)
        {
            span.SetTag(SpanTagNames.RequestStream, true);
        }

        span.SetInteger(SpanTagNames.ChoiceCount, request.Number(RequestParameter.ChoiceCount) is { } n and not 1 ? n : null);
        span.SetInteger(SpanTagNames.MaxTokens, request.Number(RequestParameter.MaxTokens));
        span.SetInteger(SpanTagNames.Seed, request.Number(RequestParameter.Seed));
        span.SetInteger(SpanTagNames.Dimensions, request.Number(RequestParameter.Dimensions));
        span.SetKnown(SpanTagNames.Temperature, request.Number(RequestParameter.Temperature));
        span.SetKnown(SpanTagNames.TopP, request.Number(RequestParameter.TopP));
        span.SetKnown(SpanTagNames.FrequencyPenalty, request.Number(RequestParameter.FrequencyPenalty));
        span.SetKnown(SpanTagNames.PresencePenalty, request.Number(RequestParameter.PresencePenalty));

        // A double until v1.41, an integer since then.
        var topK = request.Number(RequestParameter.TopK);
        if (_isLatest)
        {
            span.SetInteger(SpanTagNames.TopK, topK);
        }
        else
        {
            span.SetKnown(SpanTagNames.TopK, topK);
        }

        span.SetKnown(SpanTagNames.OutputType, OutputType(request.Word(RequestParameter.OutputType)));
        span.SetKnown(SpanTagNames.ReasoningLevel, request.Word(RequestParameter.ReasoningLevel));
        span.SetKnown(SpanTagNames.PreviousResponseId, request.Word(RequestParameter.PreviousResponseId));
        span.SetKnown(SpanTagNames.ConversationId, request.Word(RequestParameter.ConversationId));
        span.SetKnown(SpanTagNames.PromptName, request.Word(RequestParameter.PromptName));
        span.SetKnown(SpanTagNames.PromptVersion, request.Word(RequestParameter.PromptVersion) ?? call.Call?.PromptVersion);
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
            span.SetKnown(SpanTagNames.OpenAiRequestTier, request.Word(RequestParameter.ServiceTier));
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
}
