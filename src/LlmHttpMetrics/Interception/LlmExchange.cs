using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Metrics;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Counting.CountEndpoints;
using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Vocabulary;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Interception;

/// <summary>
/// The state of one call from the outermost handler until its record is complete. If there is no handler between our two layers, a call has one
/// attempt, and this object is reused; otherwise <see cref="ExchangeAttempts"/> tracks the attempts.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The replacement of the request's content owns nothing; the caller disposes the original.")]
internal sealed partial class LlmExchange
{
    [ThreadStatic]
    private static LlmExchange? s_last;

    private readonly RequestObservation _request = new();

    /// <summary>The observation of the answer, if there can only be one; created for the first answer, so that calls with attempts do not need it.</summary>
    private ResponseObservation? _response;
    private ObservedRequestBody? _wrapper;
    private HttpContent? _original;
    private HttpContent? _rewritten;
    private bool _isModelCall;
    private bool _hasSpan;
    private int _completed;

    public ClientMonitor Monitor { get; private set; } = null!;

    /// <summary>The client's settings as they were when the call began.</summary>
    public ClientSettings Settings { get; private set; } = null!;

    public CallRecord Record { get; } = new();

    /// <summary>The endpoint with which the provider may be asked to count the call; null if it may not be asked.</summary>
    public CountEndpoint? CountEndpoint { get; private set; }

    /// <summary>What the text of the call is needed for.</summary>
    public TextNeeds TextNeeds => _request.TextNeeds;

    /// <summary>The attempts made by handlers between the layers; null if there are no such handlers.</summary>
    public ExchangeAttempts? Attempts { get; private set; }

    /// <summary>The enclosing call, if a handler between its layers makes a call of its own.</summary>
    public LlmExchange? Outer { get; set; }

    /// <summary>Rents an instance for a call that has one attempt.</summary>
    public static LlmExchange Rent() => Pool<LlmExchange>.Rent(ref s_last);

    /// <summary>Begins the call. False if the payload is already available and shows that this is not a model call.</summary>
    public bool TryBegin(ClientMonitor monitor, ClientSettings settings, Endpoint endpoint, HttpRequestMessage request, bool linked)
    {
        Monitor = monitor;
        Settings = settings;
        _completed = 0;
        _wrapper = null;
        _rewritten = null;
        var record = Record;
        record.Endpoint = endpoint;
        record.ClientName = settings.ClientName;
        record.Consumers = settings.Consumers;
        record.Prices = settings.Prices;
        record.HttpRequest = request;
        record.Caller = Activity.Current;
        record.Started = monitor.Time.GetTimestamp();
        record.Call = LlmCall.Of(request);
        CountEndpoint = settings.Counting.EndpointOf(endpoint, record.Call);
        Attempts = linked ? new ExchangeAttempts(this) : null;
        _request.Begin(record, settings, CountEndpoint is not null, monitor.Recorder.Faults);
        _isModelCall = endpoint.Evidence == RequestEvidence.None;
        if (!_isModelCall && request.Content is not null)
        {
            Guarded(Stages.Request, request, static (exchange, request) => exchange.AfterSend(request));
        }

        if (!_isModelCall && _request.IsComplete)
        {
            _isModelCall = HasEvidence;
            if (!_isModelCall)
            {
                Release();
                return false;
            }
        }

        Guarded(Stages.Begin, request, static (exchange, _) =>
            exchange.Monitor.Upstream.Look(exchange.Record, exchange.Settings, exchange.Monitor.Recorder.Faults));
        _hasSpan = record.UpstreamActivity is null && settings.Span.IsEnabled;
        if (settings.HasEvents || _hasSpan || record.UpstreamActivity is not null)
        {
            record.Timestamp = monitor.Time.GetUtcNow();
            record.ScopeId = LlmCall.CurrentId;
            record.RetryNumber = RetryHeader.Read(request);
        }

        if (_hasSpan && _isModelCall)
        {
            Guarded(Stages.Span, request, static (exchange, _) => exchange.Record.Span = exchange.Settings.Span.Start(exchange.Record));
            if (record.Span is null)
            {
                // A listener that throws leaves its activity current.
                Activity.Current = record.Caller;
            }
        }

        return true;
    }

    /// <summary>Runs one internal step: a fault is counted, and the following steps run nevertheless.</summary>
    public void Guarded<TState>(string stage, TState state, Action<LlmExchange, TState> step)
    {
        try
        {
            step(this, state);
        }
        catch (ObjectDisposedException) when (stage == Stages.Request)
        {
            // The request or its content was disposed by its owner: not a fault, there is just nothing left to read or to restore.
        }
        catch (Exception)
        {
            Monitor.Recorder.Faults.Failed(stage);
        }
    }

    /// <summary>Restores the caller's activity, once the request has been passed on with ours.</summary>
    public void RestoreActivity()
    {
        if (Record.Span is not null && Activity.Current == Record.Span)
        {
            Activity.Current = Record.Caller;
        }
    }

    /// <summary>Records the response for the caller, whose body will end the call.</summary>
    public void OnResponse(HttpResponseMessage response)
    {
        if (Attempts is { } attempts)
        {
            Record.HttpResponse = response;
            attempts.OnResponse(response);
            return;
        }

        if (Observe(response, attempt: null) is { } content)
        {
            content.Response = response;
            content.TryVisit(true, static (observation, value) => observation.IsCallers = value);
            EndIfEmpty(content);
        }
    }

    /// <summary>Observes the response's body; null if the payload has shown that this is not a model call.</summary>
    public ObservedResponseContent? Observe(HttpResponseMessage response, LlmAttempt? attempt)
    {
        if (!_isModelCall && _request.IsComplete && !HasEvidence)
        {
            Discard();
            return null;
        }

        var observation = Attempts is null ? _response ??= new ResponseObservation() : ResponseObservation.Rent();
        observation.Begin(this, response);
        observation.Reader.ExpectChoices((int)Math.Clamp(_request.Reader.Number(RequestParameter.ChoiceCount) ?? 1, 1, 128));
        if (_request.Reader.Stream && response.IsSuccessStatusCode)
        {
            observation.Reader.ExpectStream();
        }

        var content = new ObservedResponseContent(response.Content, observation, this, attempt);
        response.Content = content;
        return content;
    }

    /// <summary>Ends a body without bytes, which has ended before it is read.</summary>
    public static void EndIfEmpty(ObservedResponseContent content)
    {
        if (content.IsEmpty)
        {
            content.OnEnd();
        }
    }

    /// <summary>Records that the send threw, so that there will be no response.</summary>
    public void OnSendFailed(Exception exception, CancellationToken cancellationToken)
    {
        var outcome = OutcomeRules.OfException(exception, cancellationToken.IsCancellationRequested, TimeoutElapsed);
        var now = Now();
        if (Attempts is { } attempts)
        {
            attempts.OnExchangeEnded();
        }
        else
        {
            Record.IsItsOnlyAttempt = true;
            Record.Attempts = 1;
        }

        Complete(null, outcome, now);
    }

    /// <summary>The timestamp; zero if the clock, which may be the application's, throws. Must not be called under a lock.</summary>
    public long Now()
    {
        try
        {
            return Monitor.Time.GetTimestamp();
        }
        catch (Exception)
        {
            Monitor.Recorder.Faults.Failed(Stages.Recording);
            return 0;
        }
    }

    /// <summary>Whether the client's known timeout has elapsed since the call began.</summary>
    public bool TimeoutElapsed
    {
        get
        {
            try
            {
                return Monitor.TimeoutElapsed(Record.Started);
            }
            catch (Exception)
            {
                Monitor.Recorder.Faults.Failed(Stages.Recording);
                return false;
            }
        }
    }

    /// <summary>Called when the body of this call or of one of its attempts has ended; the time is zero if the clock threw.</summary>
    /// <returns>True if this object has to be returned with <see cref="Release"/>.</returns>
    public bool OnBodyEnded(ResponseObservation observation, ObservedResponseContent content, Ending ending, long ended, bool unreadable)
    {
        var kept = false;
        try
        {
            ended = ended == 0 ? Now() : ended;
            var outcome = OutcomeRules.OfBody(observation.Status, unreadable ? null : observation.Reader, ending, unreadable);
            if (Attempts is { } attempts)
            {
                kept = attempts.OnBodyEnded(observation, content, outcome, ended);
            }
            else
            {
                Record.HttpResponse = content.Response;
                Record.IsItsOnlyAttempt = true;
                Record.Attempts = 1;
                Complete(observation, outcome, ended);
            }
        }
        catch (Exception)
        {
            Monitor.Recorder.Faults.Failed(Stages.Recording);
        }

        if (Attempts is null)
        {
            observation.Clear();
            return true;
        }

        if (!kept)
        {
            observation.Release();
        }

        return false;
    }

    public void RecordAttempt(in EndedAttempt ended)
    {
        if (IsModelCall && Record.Endpoint.Counted)
        {
            Guarded(Stages.Recording, ended, static (exchange, ended) =>
            {
                exchange.Record.Request = exchange._request.Reader;
                var duration = exchange.Monitor.Time.Between(ended.Attempt.Started, ended.At);
                exchange.Monitor.Recorder.Attempt(exchange.Record, exchange.Settings, ended.Model, ended.Outcome, duration);
            });
        }
    }

    /// <summary>Publishes the findings of a read. Runs listeners, so no gate is held. Never throws.</summary>
    public void Publish(in ReadFindings findings)
    {
        if (findings.Faulted)
        {
            Monitor.Recorder.Faults.Failed(Stages.Response);
        }

        try
        {
            if (findings.Gaps > 0 && IsModelCall && Record.Endpoint.Counted)
            {
                Record.Request = _request.Reader;
                Settings.Chunks.Record(Record, findings.Gaps, findings.FirstGap, findings.ResponseModel);
            }
        }
        catch (Exception)
        {
            Monitor.Recorder.Faults.Failed(Stages.Response);
        }
    }

    /// <summary>Completes the call's record, once.</summary>
    public void Complete(ResponseObservation? observation, Outcome outcome, long ended)
    {
        if (Interlocked.Exchange(ref _completed, 1) != 0)
        {
            return;
        }

        _wrapper?.Detach();
        if (Attempts is not null)
        {
            _request.Close();
        }

        var reservation = Record.Reservation;
        try
        {
            if (IsModelCall)
            {
                CompleteCall(observation, outcome, ended);
            }
        }
        finally
        {
            reservation?.End();
        }

        if (Attempts is not null || observation is null)
        {
            // Nothing resets the record of a call that is not reused: one with attempts, or one that could not be sent.
            Record.ReleaseRequest();
        }
    }

    private void CompleteCall(ResponseObservation? observation, in Outcome outcome, long ended)
    {
        var record = Record;
        record.Request = _request.Reader;
        record.Response = observation?.Reader;
        record.ResponseText = observation?.Text;
        record.Times = observation?.Times ?? default;
        record.Status = observation?.Status;
        record.Outcome = outcome;
        record.Ended = ended;
        record.WantsLateSpan = _hasSpan && record.Span is null;
        Monitor.Recorder.Complete(record, Settings, CountEndpoint);
    }

    /// <summary>Discards a call that turned out not to be one.</summary>
    public void Discard()
    {
        _wrapper?.Detach();
        Interlocked.Exchange(ref _completed, 1);
        Record.Reservation?.End();
        if (Attempts is null)
        {
            Release();
        }
        else
        {
            Record.ReleaseRequest();
        }
    }

    /// <summary>Returns this object to the pool, once the call has been recorded.</summary>
    public void Release()
    {
        _wrapper?.Detach();
        _wrapper = null;
        _original = _rewritten = null;
        Attempts = null;
        _request.Release();
        Record.Reset();
        Pool<LlmExchange>.Return(this, ref s_last);
    }

    private bool IsModelCall => _isModelCall = _isModelCall || HasEvidence;

    private bool HasEvidence => (_request.Reader.Evidence & Record.Endpoint.Evidence) == Record.Endpoint.Evidence;
}
