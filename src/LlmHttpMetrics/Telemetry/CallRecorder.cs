using System.Diagnostics;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Counting;
using LlmHttpMetrics.Counting.Custom;
using LlmHttpMetrics.Counting.Tokens;
using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Events;
using LlmHttpMetrics.Insights.Budgets;
using LlmHttpMetrics.Insights.Statistics;
using LlmHttpMetrics.Interception;
using LlmHttpMetrics.Vocabulary;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Telemetry;

/// <summary>Publishes a call that has ended: meter, span, event, statistics.</summary>
internal sealed class CallRecorder(
    LlmInstruments instruments, EventQueue? events, CallStatistics statistics, CallBudgets budgets, TimeProvider time, string clientName, TokenMeasurer tokens, ILogger logger)
{
    private readonly CallTags _tags = instruments.CallTags;
    private readonly WallClock _wall = new(time);
    private readonly bool _isAlwaysEnabled = events is not null || statistics.IsWanted || budgets.IsWanted;

    public LlmInstruments Instruments => instruments;

    public string ClientName => clientName;

    public CallBudgets Budgets => budgets;

    /// <summary>Somebody wants to know of calls.</summary>
    public bool IsEnabled(MonitorSettings settings) =>
        _isAlwaysEnabled || CallSources.Of(settings.Conventions).HasListeners() || instruments.IsEnabled(settings.V1, settings.Latest);

    /// <summary>Events are wanted, so calls need their wall-clock time.</summary>
    public bool WantsEvents => events is not null;

    /// <summary>The times between chunks of a stream, recorded as they pass.</summary>
    /// <param name="call">The call.</param>
    /// <param name="gaps">How many they are; all but the first are zero, since one read brought their chunks.</param>
    /// <param name="seconds">The first of them.</param>
    /// <param name="responseModel">The model by then.</param>
    public void ChunkGaps(CallRecord call, int gaps, double seconds, string? responseModel)
    {
        var v1 = call.RecordsV1 && instruments.V1.TimePerOutputChunk.Enabled;
        var latest = call.RecordsLatest && instruments.Latest.TimePerOutputChunk.Enabled;
        if (!v1 && !latest)
        {
            return;
        }

        // The call may end while this is published: its own tags are made anew then.
        if (call.ChunkTags.IsEmpty)
        {
            _tags.Fill(call.ChunkTags, call, responseModel);
        }

        for (var i = 0; i < gaps; i++, seconds = 0)
        {
            if (v1)
            {
                instruments.V1.TimePerOutputChunk.Publish(seconds, call.ChunkTags.Standard);
            }

            if (latest)
            {
                instruments.Latest.TimePerOutputChunk.Publish(seconds, call.ChunkTags.Standard);
            }
        }
    }

    /// <summary>Publishes the call. The caller's activity is current meanwhile, so that exemplars are his.</summary>
    public void Complete(CallRecord call)
    {
        using CallersActivity callers = new(call.Caller);
        if (call.WantsLateSpan)
        {
            StartLateSpan(call);
            callers.MakeCurrent();
        }

        var derived = new CallFigures(call, time);
        var isLogged = IsLogged();
        if (call.Endpoint.Counted)
        {
            call.Wall = _wall;
            statistics.Record(call, derived, clientName);
            using RecordedCall recorded = new(new LlmRecordedCall(call.Outcome.Word, derived.Duration));
            RecordMetrics(call, derived, isLogged);
        }
        else
        {
            instruments.Late.OnFetched(call);
        }

        var callEvent = Event(call, derived);
        var decisions = Decisions(call, derived, callEvent, isLogged);
        FillSpans(call, derived);
        WriteException(call);
        Enrich(call, callEvent);
        StopSpan(call);
        var own = StrategyDemands.Of(call, derived, callEvent, instruments, events, time, logger);
        var demand = TokenDemands.Of(call, derived, callEvent, tokens.Samples);
        if (callEvent is not null && own is not null && demand is not null)
        {
            callEvent.Contributors = 2;
        }

        own?.Start(call.Plan!.Own);
        if (demand is not null)
        {
            demand.Decisions = decisions;
            tokens.Measure(demand);
            return;
        }

        decisions?.WriteTo(logger);
        if (callEvent is not null && own is null)
        {
            events!.Enqueue(callEvent);
        }
    }

    /// <summary>The model asked for, as a tag.</summary>
    public string? RequestModel(CallRecord call) => _tags.RequestModel(call);

    /// <summary>One attempt has ended.</summary>
    public void Attempt(CallRecord call, string? responseModel, Outcome outcome, TimeSpan duration)
    {
        if (!instruments.Attempts.Enabled && !instruments.AttemptDuration.Enabled)
        {
            return;
        }

        using CallersActivity callers = new(call.Caller);
        var tags = new TagSet();
        _tags.Fill(tags, call, responseModel);
        Attempt(tags, _tags.ErrorType(call, outcome), outcome, duration);
    }

    private void Attempt(TagSet tags, string? errorType, in Outcome outcome, TimeSpan duration)
    {
        var attempt = tags.OwnWith(LlmTagNames.AttemptOutcome, outcome.Word, LlmTagNames.ErrorType, errorType);
        instruments.Attempts.Publish(1, attempt);
        instruments.AttemptDuration.Publish(duration.TotalSeconds, attempt);
    }

    private void RecordMetrics(CallRecord call, in CallFigures figures, bool isLogged)
    {
        var tags = call.Tags;
        tags.Clear();
        _tags.Fill(tags, call, call.ResponseModel);
        var errorType = _tags.ErrorType(call, call.Outcome);
        if (call.IsItsOnlyAttempt)
        {
            Attempt(tags, errorType, call.Outcome, figures.Duration);
        }

        instruments.Requests.Publish(1, tags.OwnWith(LlmTagNames.Outcome, call.Outcome.Word, LlmTagNames.ErrorType, errorType));
        RecordTokens(figures, tags);
        call.Anomalies = AnomalyRecording.Record(instruments, call, figures);
        RecordPlan(call, tags);
        RecordCost(call, figures, isLogged);
        budgets.Record(call, clientName);
        if (call.AwaitsUsage)
        {
            instruments.Late.Expect(call);
        }

        RecordStream(figures, tags);
        LiteRecording.Record(instruments.Lite, call, figures);
        if (call.RecordsV1)
        {
            RecordV1(figures, tags, errorType);
        }

        if (call.RecordsLatest)
        {
            LatestRecording.Record(instruments.Latest, call, figures, tags, errorType);
        }

        if (call.HttpResponse is { } response && (instruments.RateLimitRemaining.Enabled || instruments.RateLimitLimit.Enabled))
        {
            RateLimitHeaders.Record(response, instruments, tags);
        }
    }

    /// <summary>Listeners to activities may throw: that costs the span, and nothing of the call's other figures.</summary>
    private void StartLateSpan(CallRecord call)
    {
        try
        {
            call.Span = CallSpan.StartLate(call);
        }
        catch (Exception)
        {
            instruments.Failed(Stages.Span);
        }
    }

    /// <inheritdoc cref="StartLateSpan"/>
    private void FillSpans(CallRecord call, in CallFigures figures)
    {
        try
        {
            CallSpan.Finish(call, figures);
            CallSpan.FinishNeighbours(call);
        }
        catch (Exception)
        {
            instruments.Failed(Stages.Span);
        }
    }

    private void WriteException(CallRecord call)
    {
        if (call.RecordsLatest && call.Endpoint.Counted && call.Outcome.Thrown is { } exception)
        {
            ExceptionEvent.Write(logger, call, exception);
        }
    }

    /// <inheritdoc cref="StartLateSpan"/>
    private void StopSpan(CallRecord call)
    {
        try
        {
            call.Span?.Stop();
        }
        catch (Exception)
        {
            instruments.Failed(Stages.Span);
        }
    }

    /// <summary>What the call cost. A source of prices may be the application's: where it throws, the cost alone is lost.</summary>
    private void RecordCost(CallRecord call, in CallFigures figures, bool isLogged)
    {
        try
        {
            var isAmountWanted = WantsEvents || call.Statistics.IsKept || budgets.IsWanted || isLogged;
            if (isAmountWanted || (CostRecording.IsWanted(instruments) && !MeteredCost.TryRecord(instruments, call, figures)))
            {
                CostRecording.Record(instruments, call, figures, waits: call.AwaitsUsage || TokenDemands.Has(call, figures));
            }
        }
        catch (Exception)
        {
            instruments.Failed(Stages.Recording);
        }
    }

    /// <summary>What is measured besides the provider's figures. Rules may be the application's: where one throws, these alone are lost.</summary>
    private void RecordPlan(CallRecord call, TagSet tags)
    {
        try
        {
            Plan(call);
            CapacityRecording.Record(instruments, call, tags);
            UnknownReasons.Tell(logger, call);
        }
        catch (Exception)
        {
            instruments.Failed(Stages.Recording);
        }
    }

    /// <summary>Decides how the call is measured, now that its model is known.</summary>
    private void Plan(CallRecord call)
    {
        call.Plan = call.Settings.Strategies.Resolve(call.Call, call.Endpoint.Provider, call.RequestModel, call.Operation, out var unknown);
        if (unknown)
        {
            call.Statistics.AddFallback(FallbackReasons.UnknownStrategy);
            instruments.MeasurementFallbacks.Add(1, new KeyValuePair<string, object?>(LlmTagNames.FallbackReason, FallbackReasons.UnknownStrategy));
        }
    }

    /// <summary>Decisions are logged. A logger that throws costs what it would have written and no figure of the meters.</summary>
    private bool IsLogged()
    {
        try
        {
            return logger.IsEnabled(LogLevel.Debug);
        }
        catch (Exception)
        {
            instruments.Failed(Stages.Recording);
            return false;
        }
    }

    /// <summary>The event, where somebody takes events and the call is one of those that get one.</summary>
    private LlmEvent? Event(CallRecord call, in CallFigures figures)
    {
        if (!call.Endpoint.Counted || events is null || !call.Settings.Sampler.Keeps(call, figures.Duration, out var rate))
        {
            return null;
        }

        var callEvent = EventFactory.Create(call, figures, clientName, rate);
        CostRecording.Tell(callEvent, call.Cost, call.Usage);
        callEvent.Captured = EventContent.Take(call);
        return callEvent;
    }

    private static CallDecisions? Decisions(CallRecord call, in CallFigures figures, LlmEvent? callEvent, bool isLogged)
    {
        if (!call.Endpoint.Counted || !((callEvent is not null && call.Settings.RecordDecisions) || isLogged))
        {
            return null;
        }

        var decisions = new CallDecisions(call, figures);
        if (callEvent is not null && call.Settings.RecordDecisions)
        {
            callEvent.Decisions = decisions.Told;
        }

        return decisions;
    }

    private void RecordTokens(in CallFigures figures, TagSet tags)
    {
        if (figures.Input is { } input)
        {
            instruments.Tokens.Publish(input, tags.OwnWith(LlmTagNames.TokenType, TokenWords.Input, LlmTagNames.TokenSource, TokenWords.FromProvider));
        }

        if (figures.Output is { } output)
        {
            instruments.Tokens.Publish(output, tags.OwnWith(LlmTagNames.TokenType, TokenWords.Output, LlmTagNames.TokenSource, TokenWords.FromProvider));
        }

        if (figures.Cached is > 0 and var cached)
        {
            instruments.CachedTokens.Publish(cached, tags.Own);
        }

        if (figures.CacheWrite is > 0 and var written)
        {
            instruments.CacheWriteTokens.Publish(written, tags.Own);
        }

        if (figures.Reasoning is > 0 and var reasoning)
        {
            instruments.ReasoningTokens.Publish(reasoning, tags.Own);
        }

        if (figures.UsageMissing)
        {
            instruments.UsageMissing.Publish(1, tags.Own);
        }
    }

    private void RecordStream(in CallFigures figures, TagSet tags)
    {
        if (!figures.Streamed)
        {
            return;
        }

        if (figures.TimeToFirstToken is { } first)
        {
            instruments.TimeToFirstToken.Publish(first.TotalSeconds, tags.Own);
            instruments.LongestStall.Publish(figures.LongestStall.TotalSeconds, tags.Own);
        }

        if (figures.TimeToFirstAnswer is { } answer)
        {
            instruments.TimeToFirstAnswer.Publish(answer.TotalSeconds, tags.Own);
        }

        if (figures.TimePerOutputToken is { } perToken)
        {
            instruments.TimePerOutputToken.Publish(perToken.TotalSeconds, tags.Own);
        }
    }

    private void RecordV1(in CallFigures figures, TagSet tags, string? errorType)
    {
        var v1 = instruments.V1;
        v1.Duration.Publish(figures.Duration.TotalSeconds, tags.StandardWith(LlmTagNames.ErrorType, errorType));
        if (figures.Input is { } input)
        {
            v1.TokenUsage.Publish((int)Math.Min(input, int.MaxValue), tags.StandardWith(LlmTagNames.TokenType, TokenWords.Input));
        }

        if (figures.Output is { } output)
        {
            v1.TokenUsage.Publish((int)Math.Min(output, int.MaxValue), tags.StandardWith(LlmTagNames.TokenType, TokenWords.Output));
        }

        if (figures.Streamed && figures.TimeToFirstToken is { } first)
        {
            v1.TimeToFirstChunk.Publish(first.TotalSeconds, tags.Standard);
        }
    }

    private void Enrich(CallRecord call, LlmEvent? callEvent)
    {
        if (call.Settings.Enrich is not { } enrich)
        {
            return;
        }

        try
        {
            enrich(new LlmEnrichmentContext(call.HttpRequest, call.HttpResponse, call.Span ?? call.Neighbour, callEvent));
        }
        catch (Exception)
        {
            instruments.Failed(Stages.Enrich);
        }
    }
}
