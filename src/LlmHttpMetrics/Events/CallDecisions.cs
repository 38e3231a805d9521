using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Framing;
using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Vocabulary;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Events;

/// <summary>The decisions about a call, collected until all are known, for the log and optionally for the event.</summary>
internal sealed class CallDecisions
{
    private const string Promised = "promised";

    private readonly string _provider;
    private readonly string _format;
    private readonly string? _model;
    private readonly string? _strategy;
    private readonly string? _strategyReason;
    private readonly Outcome _outcome;
    private readonly TimeSpan _duration;
    private readonly TimeSpan? _firstToken;
    private string? _tokenSource;
    private LateTokens? _count;
    private Cost? _cost;
    private string? _fallback;
    private string? _fallbackReason;

    public CallDecisions(CallRecord call, in CallFigures figures)
    {
        _provider = call.Endpoint.Provider;
        _format = call.Endpoint.Format.Name;
        _model = call.RequestModel;
        _strategy = call.Plan?.Name;
        _strategyReason = call.Plan?.Reason;
        _outcome = call.Outcome;
        _duration = figures.Duration;
        _firstToken = figures.TimeToFirstToken;
        _tokenSource = call.Response?.Facts.UsageReported == true ? TokenWords.FromProvider : null;
        _cost = call.Cost;
        Record = new LlmDecisions
        {
            RecognizedBy = call.Endpoint.RecognizedBy,
            ModelFrom = ModelFrom(call),
            Framing = call.Response is { } response ? Framing(response.Kind) : null,
            Usage = Usage(call, figures),
            Timing = Timing(figures),
            Price = call.AwaitsUsage && call.Cost is null ? Promised : Price(call.Cost, (figures.Input ?? figures.Output) is not null),
        };
    }

    /// <summary>The decisions that are not on the event in any case.</summary>
    public LlmDecisions Record { get; private set; }

    /// <summary>Adds what became known later.</summary>
    public void Apply(CallAmendment amendment)
    {
        if (amendment.Tokens is { } tokens)
        {
            (_count, _tokenSource) = (tokens, tokens.Source);
        }

        if (amendment.Fallback is { } fallback)
        {
            (_fallback, _fallbackReason) = (fallback, amendment.FallbackReason);
        }

        if (amendment.Cost is not null || amendment.IsPriceMissing || amendment.Usage is not null)
        {
            _cost = amendment.Cost;
            Record = Record with { Price = Price(amendment.Cost, amendment.Usage?.HasTokens == true) };
        }
    }

    public void WriteTo(ILogger logger) => Log.Decided(
        logger, _provider, _model, _strategy, _strategyReason, _format, Record.RecognizedBy, Record.ModelFrom, Record.Framing, _outcome.Word,
        _outcome.ErrorType,
        Record.Usage, _tokenSource, _count?.Tokenizer, _count?.TokenizerVersion, _count?.Method is { } method ? TokenWords.Method(method) : null,
        _count?.Confidence, _fallback, _fallbackReason,
        Record.Price, _cost?.Price?.Table.Name, _cost?.Method, _cost?.Amount, _cost?.Currency, Record.Timing, _duration.TotalMilliseconds,
        _firstToken?.TotalMilliseconds);

    private static string? ModelFrom(CallRecord call) =>
        call.Call?.Model is not null ? "scope" : call.Request?.Model is not null ? "payload" : call.Endpoint.PathModel is not null ? "path" : null;

    private static string Framing(BodyKind kind) => kind switch
    {
        BodyKind.Json => "json",
        BodyKind.JsonLines => "json_lines",
        BodyKind.JsonArray => "json_array",
        BodyKind.ServerSentEvents => "sse",
        BodyKind.EventStream => "aws_event_stream",
        _ => "unknown",
    };

    private static string Usage(CallRecord call, in CallFigures figures) =>
        call.Response?.Facts.UsageReported == true ? "reported" : call.AwaitsUsage ? Promised : figures.UsageMissing ? "missing" : "not_expected";

    private static string Price(in Cost? cost, bool hasTokens) => cost?.Source ?? (hasTokens ? "missing" : "no_tokens");

    private static string Timing(in CallFigures figures) =>
        !figures.Streamed ? "whole_answer" : figures.TimeToFirstToken is null ? "no_content" : figures.TimePerOutputToken is null ? "no_token_rate" : "stream";
}
