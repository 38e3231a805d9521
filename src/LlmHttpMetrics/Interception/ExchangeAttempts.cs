using LlmHttpMetrics.Recording;

namespace LlmHttpMetrics.Interception;

/// <summary>
/// The attempts of a call that others make between our two layers: retries, hedges, failover. The call's own record follows
/// the response that the caller gets, whichever attempt brought it, or none.
/// </summary>
internal sealed class ExchangeAttempts(LlmExchange exchange)
{
    private readonly object _lock = new();
    private readonly List<Loser> _losers = [];
    private ObservedResponseContent? _callers;
    private (ObservedResponseContent Content, ResponseObservation Observation, Outcome Outcome, long Ended)? _ended;
    private int _started;
    private int _running;
    private bool _over;

    /// <summary>An attempt is sent.</summary>
    public LlmAttempt Begin()
    {
        lock (_lock)
        {
            _running++;
            return new LlmAttempt(exchange, ++_started, exchange.Monitor.Time.GetTimestamp());
        }
    }

    /// <summary>An attempt threw.</summary>
    public void OnFailed(LlmAttempt attempt, Outcome outcome)
    {
        lock (_lock)
        {
            End(attempt, null, outcome, exchange.Monitor.Time.GetTimestamp());
        }
    }

    /// <summary>The caller gets this response. Its body is an attempt's, still going on or ended, or somebody else's.</summary>
    public void OnResponse(HttpResponseMessage response)
    {
        lock (_lock)
        {
            exchange.Record.Attempts = _started;
            if (response.Content is ObservedResponseContent content && content.IsOf(exchange))
            {
                _callers = content;
                if (_ended is { } ended && ReferenceEquals(ended.Content, content))
                {
                    // Something between the layers has read it to its end; for the caller it ends now.
                    Finish(ended.Observation, ended.Outcome, exchange.Monitor.Time.GetTimestamp());
                    return;
                }
            }
            else
            {
                _callers = exchange.Observe(response, attempt: null);
            }
        }

        if (_callers is { } observed)
        {
            observed.TryVisit(true, static (observation, value) => observation.IsCallers = value);
            LlmExchange.EndIfEmpty(observed);
        }
    }

    /// <summary>A body has ended. True when its observation is still needed.</summary>
    public bool OnBodyEnded(ResponseObservation observation, ObservedResponseContent content, Outcome outcome, long started, long ended)
    {
        lock (_lock)
        {
            if (content.Attempt is { } attempt)
            {
                End(attempt, observation.Reader.Facts.Model, outcome, ended);
            }

            if (_over)
            {
                return false;
            }

            if (ReferenceEquals(content, _callers))
            {
                Finish(observation, outcome, ended);
                return false;
            }

            // It may still be handed to the caller; the one before it cannot.
            _ended?.Observation.Release();
            _ended = (content, observation, outcome, ended);
            return true;
        }
    }

    /// <summary>The call has ended without a response.</summary>
    public void OnExchangeEnded()
    {
        lock (_lock)
        {
            exchange.Record.Attempts = _started;
            _over = true;
            RecordLosers(superseded: false);
            _ended?.Observation.Release();
            _ended = null;
        }
    }

    private void Finish(ResponseObservation observation, Outcome outcome, long ended)
    {
        _over = true;
        RecordLosers(superseded: true);
        exchange.Complete(observation, outcome, ended);
        if (_ended is { } kept)
        {
            kept.Observation.Release();
            _ended = null;
        }
    }

    private void End(LlmAttempt attempt, string? model, Outcome outcome, long ended)
    {
        _running--;

        // One that is cut short while another is on its way may be the loser of a hedge: that shows when the caller gets a response.
        var cutShort = outcome.Word is LlmOutcomes.Cancelled or LlmOutcomes.Abandoned;
        if (cutShort && (_running > 0 || _started > attempt.Number))
        {
            if (!_over && _callers is null)
            {
                _losers.Add(new Loser(attempt, model, outcome, ended));
                return;
            }

            outcome = new Outcome(LlmOutcomes.Superseded);
        }

        exchange.RecordAttempt(model, outcome, attempt.Started, ended);
    }

    private void RecordLosers(bool superseded)
    {
        foreach (var loser in _losers)
        {
            exchange.RecordAttempt(loser.Model, superseded ? new Outcome(LlmOutcomes.Superseded) : loser.Outcome, loser.Attempt.Started, loser.Ended);
        }

        _losers.Clear();
    }

    private readonly record struct Loser(LlmAttempt Attempt, string? Model, Outcome Outcome, long Ended);
}
