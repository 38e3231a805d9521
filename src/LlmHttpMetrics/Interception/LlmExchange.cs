using System.Diagnostics;
using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Interception;

/// <summary>
/// The state of one call from the outermost handler until its record is complete. If there is no handler between our two layers, a call has one
/// attempt, and this object is reused; otherwise <see cref="ExchangeAttempts"/> tracks the attempts.
/// </summary>
internal sealed class LlmExchange
{
    [ThreadStatic]
    private static LlmExchange? s_last;

    private int _completed;

    public LlmExchange()
    {
        Request = new ExchangeRequest(Record);
        Response = new ExchangeResponse(this);
    }

    public ClientMonitor Monitor { get; private set; } = null!;

    /// <summary>The client's settings as they were when the call began.</summary>
    public ClientSettings Settings { get; private set; } = null!;

    public CallRecord Record { get; } = new();

    public ExchangeRequest Request { get; }

    public ExchangeResponse Response { get; }

    /// <summary>The attempts made by handlers between the layers; null if there are no such handlers.</summary>
    public ExchangeAttempts? Attempts { get; private set; }

    /// <summary>The enclosing call, if a handler between its layers makes a call of its own.</summary>
    public LlmExchange? Outer { get; set; }

    /// <summary>Whether this is a model call whose measurements are recorded; its record then has what was read of the request.</summary>
    public bool IsCounted
    {
        get
        {
            if (!Request.IsModelCall || !Record.Endpoint.Counted)
            {
                return false;
            }

            Record.Request = Request.Reader;
            return true;
        }
    }

    /// <summary>Rents an instance for a call that has one attempt.</summary>
    public static LlmExchange Rent() => Pool<LlmExchange>.Rent(ref s_last);

    /// <summary>Begins the call that is on the record. False if the payload is already available and shows that this is not a model call.</summary>
    public bool TryBegin(ClientMonitor monitor, ClientSettings settings, HttpRequestMessage request, bool linked)
    {
        Monitor = monitor;
        Settings = settings;
        _completed = 0;
        Attempts = linked ? new ExchangeAttempts(this) : null;
        Request.Begin(settings, monitor.Faults);
        if (!Request.IsModelCall && request.Content is not null)
        {
            Guarded(Stages.Request, request, static (exchange, request) => exchange.Request.ReadMemory(request));
        }

        if (Request.IsNoModelCall)
        {
            Release();
            return false;
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
            Monitor.Faults.Failed(stage);
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

    /// <inheritdoc cref="ClientMonitor.Now"/>
    public long Now() => Monitor.Now(Stages.Recording);

    /// <summary>Whether the client's known timeout has elapsed since the call began.</summary>
    public bool TimeoutElapsed => Monitor.TimeoutElapsed(Record.Started);

    /// <summary>Publishes the findings of a read. Runs listeners, so no gate is held. Never throws.</summary>
    public void Publish(in ReadFindings findings)
    {
        if (findings.Faulted)
        {
            Monitor.Faults.Failed(Stages.Response);
        }

        try
        {
            if (findings.Gaps > 0 && IsCounted)
            {
                Settings.Chunks.Record(Record, findings.Gaps, findings.FirstGap, findings.ResponseModel);
            }
        }
        catch (Exception)
        {
            Monitor.Faults.Failed(Stages.Response);
        }
    }

    /// <summary>Completes the call's record, once.</summary>
    public void Complete(ResponseObservation? observation, Outcome outcome, long ended)
    {
        if (Interlocked.Exchange(ref _completed, 1) != 0)
        {
            return;
        }

        Request.Detach();
        if (Attempts is not null)
        {
            Request.Close();
        }

        var reservation = Record.Reservation;
        try
        {
            if (Request.IsModelCall)
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
        record.Request = Request.Reader;
        record.Response = observation?.Reader;
        record.ResponseText = observation?.Text;
        record.Times = observation?.Times ?? default;
        record.Status = observation?.Status;
        record.Outcome = outcome;
        record.Ended = ended;
        Monitor.Recorder.Complete(record, Settings, Request.CountEndpoint);
    }

    /// <summary>Discards a call that turned out not to be one.</summary>
    public void Discard()
    {
        Request.Detach();
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
        Attempts = null;
        Request.Release();
        Record.Reset();
        Pool<LlmExchange>.Return(this, ref s_last);
    }
}
