using System.Diagnostics;

namespace LlmHttpMetrics.Recording;

/// <summary>Publishes a call that has ended: meter, span, event.</summary>
internal sealed class CallRecorder(LlmInstruments instruments, EventQueue? events, TimeProvider time, string clientName)
{
    private readonly CallTags _tags = new(new TagLimiter(instruments));

    [ThreadStatic]
    private static TagSet? s_own;

    [ThreadStatic]
    private static TagSet? s_standard;

    public LlmInstruments Instruments => instruments;

    /// <summary>Somebody wants to know of calls.</summary>
    public bool Enabled => instruments.Enabled || LlmInstruments.Source.HasListeners() || events is not null;

    /// <summary>Events are wanted, so calls need their wall-clock time.</summary>
    public bool WantsEvents => events is not null;

    /// <summary>The time between two chunks of a stream, recorded as it passes.</summary>
    public void ChunkGap(CallRecord call, double seconds)
    {
        var v1 = call.Settings.V1 && instruments.V1.TimePerOutputChunk.Enabled;
        var latest = call.Settings.Latest && instruments.Latest.TimePerOutputChunk.Enabled;
        if (!v1 && !latest)
        {
            return;
        }

        if (!call.ChunkTagsMade)
        {
            call.ChunkTagsMade = true;
            _tags.FillStandard(call.ChunkTags, call);
        }

        if (v1)
        {
            instruments.V1.TimePerOutputChunk.Record(seconds, call.ChunkTags.Tags);
        }

        if (latest)
        {
            instruments.Latest.TimePerOutputChunk.Record(seconds, call.ChunkTags.Tags);
        }
    }

    /// <summary>Publishes the call. The caller's activity is current meanwhile, so that exemplars are his.</summary>
    public void Complete(CallRecord call)
    {
        using CallersActivity callers = new(call.Caller);
        if (call.WantsLateSpan)
        {
            call.Span = CallSpan.StartLate(call.Endpoint, call.Caller, call.Timestamp);
            callers.MakeCurrent();
        }

        var derived = new CallFigures(call, time);
        if (call.Endpoint.Counted)
        {
            RecordMetrics(call, derived);
        }

        var callEvent = call.Endpoint.Counted && events is not null ? EventFactory.Create(call, derived, clientName) : null;
        CallSpan.Finish(call, derived);
        Enrich(call, callEvent);
        call.Span?.Stop();
        if (callEvent is not null)
        {
            events!.Enqueue(callEvent);
        }
    }

    /// <summary>One attempt has ended.</summary>
    public void Attempt(CallRecord call, string? responseModel, Outcome outcome, TimeSpan duration)
    {
        if (!instruments.Attempts.Enabled && !instruments.AttemptDuration.Enabled)
        {
            return;
        }

        using CallersActivity callers = new(call.Caller);
        var own = Scratch(ref s_own);
        try
        {
            _tags.FillBase(own, call, responseModel);
            var tags = own.With(LlmTagNames.AttemptOutcome, outcome.Word, LlmTagNames.ErrorType, _tags.Limited(call, LlmTagNames.ErrorType, outcome.ErrorType));
            instruments.Attempts.Add(1, tags);
            instruments.AttemptDuration.Record(duration.TotalSeconds, tags);
        }
        finally
        {
            own.Clear();
        }
    }

    private void RecordMetrics(CallRecord call, in CallFigures figures)
    {
        var own = Scratch(ref s_own);
        var standard = Scratch(ref s_standard);
        try
        {
            _tags.FillBase(own, call, call.ResponseModel);
            _tags.FillStandard(standard, call);
            var errorType = _tags.Limited(call, LlmTagNames.ErrorType, call.Outcome.ErrorType);
            instruments.Requests.Add(1, own.With(LlmTagNames.Outcome, call.Outcome.Word, LlmTagNames.ErrorType, errorType));
            RecordTokens(figures, own);
            RecordStream(figures, own);
            if (call.Settings.V1)
            {
                RecordV1(figures, standard, errorType);
            }

            if (call.Settings.Latest)
            {
                LatestRecording.Record(instruments.Latest, call, figures, standard, errorType);
            }

            if (call.HttpResponse is { } response && (instruments.RateLimitRemaining.Enabled || instruments.RateLimitLimit.Enabled))
            {
                RateLimitHeaders.Record(response, instruments, own);
            }
        }
        finally
        {
            own.Clear();
            standard.Clear();
        }
    }

    private void RecordTokens(in CallFigures figures, TagSet own)
    {
        if (figures.Input is { } input)
        {
            instruments.Tokens.Add(input, own.With(LlmTagNames.TokenType, TokenWords.Input, LlmTagNames.TokenSource, TokenWords.FromProvider));
        }

        if (figures.Output is { } output)
        {
            instruments.Tokens.Add(output, own.With(LlmTagNames.TokenType, TokenWords.Output, LlmTagNames.TokenSource, TokenWords.FromProvider));
        }

        if (figures.Cached is > 0 and var cached)
        {
            instruments.CachedTokens.Add(cached, own.Tags);
        }

        if (figures.CacheWrite is > 0 and var written)
        {
            instruments.CacheWriteTokens.Add(written, own.Tags);
        }

        if (figures.Reasoning is > 0 and var reasoning)
        {
            instruments.ReasoningTokens.Add(reasoning, own.Tags);
        }

        if (figures.UsageMissing)
        {
            instruments.UsageMissing.Add(1, own.Tags);
        }
    }

    private void RecordStream(in CallFigures figures, TagSet own)
    {
        if (!figures.Streamed)
        {
            return;
        }

        if (figures.TimeToFirstToken is { } first)
        {
            instruments.TimeToFirstToken.Record(first.TotalSeconds, own.Tags);
            instruments.LongestStall.Record(figures.LongestStall.TotalSeconds, own.Tags);
        }

        if (figures.TimeToFirstAnswer is { } answer)
        {
            instruments.TimeToFirstAnswer.Record(answer.TotalSeconds, own.Tags);
        }

        if (figures.TimePerOutputToken is { } perToken)
        {
            instruments.TimePerOutputToken.Record(perToken.TotalSeconds, own.Tags);
        }
    }

    private void RecordV1(in CallFigures figures, TagSet standard, string? errorType)
    {
        var v1 = instruments.V1;
        v1.Duration.Record(figures.Duration.TotalSeconds, errorType is null ? standard.Tags : standard.With(LlmTagNames.ErrorType, errorType));
        if (figures.Input is { } input)
        {
            v1.TokenUsage.Record((int)Math.Min(input, int.MaxValue), standard.With(LlmTagNames.TokenType, TokenWords.Input));
        }

        if (figures.Output is { } output)
        {
            v1.TokenUsage.Record((int)Math.Min(output, int.MaxValue), standard.With(LlmTagNames.TokenType, TokenWords.Output));
        }

        if (figures.Streamed && figures.TimeToFirstToken is { } first)
        {
            v1.TimeToFirstChunk.Record(first.TotalSeconds, standard.Tags);
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
            enrich(new LlmEnrichmentContext(call.HttpRequest, call.HttpResponse, call.Span, callEvent));
        }
        catch (Exception)
        {
            instruments.Failed(Stages.Enrich);
        }
    }

    /// <summary>A listener may make a call of its own while we record: it gets a set of its own.</summary>
    private static TagSet Scratch(ref TagSet? kept)
    {
        var set = kept is { Tags.Length: 0 } ? kept : new TagSet();
        kept ??= set;
        return set;
    }
}
