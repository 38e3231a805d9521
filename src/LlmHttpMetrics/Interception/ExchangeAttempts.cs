using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Diagnostics;

namespace LlmHttpMetrics.Interception;

/// <summary>
/// The attempts of a call that handlers between our two layers make: retries, hedging, failover. The call's own record follows the response that the
/// caller receives, whichever attempt returned it, or none.
/// </summary>
/// <remarks>What is decided under the lock is published after leaving it: publishing runs listeners, which may wait for another attempt.</remarks>
internal sealed class ExchangeAttempts(LlmExchange exchange)
{
    private readonly object _lock = new();
    private readonly List<EndedAttempt> _losers = [];
    private ObservedResponseContent? _callers;
    private EndedBody? _ended;
    private int _started;
    private int _running;
    private bool _over;

    /// <summary>Begins an attempt.</summary>
    public LlmAttempt Begin()
    {
        var now = exchange.Now();
        lock (_lock)
        {
            _running++;
            return new LlmAttempt(exchange, ++_started, now);
        }
    }

    /// <summary>Records that an attempt threw.</summary>
    public void OnFailed(LlmAttempt attempt, Outcome outcome)
    {
        var now = exchange.Now();
        AttemptResults results = default;
        lock (_lock)
        {
            End(new EndedAttempt(attempt, null, outcome, now), ref results);
        }

        Publish(results);
    }

    /// <summary>Records the response that the caller receives. Its body belongs to an attempt, in progress or ended, or to another handler.</summary>
    public void OnResponse(HttpResponseMessage response)
    {
        var now = exchange.Now();
        var observed = response.Content is ObservedResponseContent content && content.IsOf(exchange)
            ? content
            : exchange.Response.Observe(response, attempt: null);
        AttemptResults results = default;
        lock (_lock)
        {
            exchange.Record.Attempts = _started;
            _callers = observed;
            if (_ended is { } ended && ReferenceEquals(ended.Content, observed))
            {
                // A handler between the layers has read it to its end; for the caller it ends now.
                Finish(ended with { At = now == 0 ? ended.At : now }, ref results);
            }
        }

        Publish(results);
        if (results.Completed is null && observed is not null)
        {
            observed.TryVisit(true, static (observation, value) => observation.IsCallers = value);
            ExchangeResponse.EndIfEmpty(observed);
        }
    }

    /// <summary>Records that a body has ended. Returns true if its observation is still needed.</summary>
    public bool OnBodyEnded(ResponseObservation observation, ObservedResponseContent content, Outcome outcome, long at)
    {
        var model = observation.Reader.Facts.Model;
        AttemptResults results = default;
        EndedBody? replaced = null;
        var isKept = false;
        lock (_lock)
        {
            if (content.Attempt is { } attempt)
            {
                End(new EndedAttempt(attempt, model, outcome, at), ref results);
            }

            EndedBody ended = new(content, observation, outcome, at);
            if (!_over && ReferenceEquals(content, _callers))
            {
                Finish(ended, ref results);
            }
            else if (!_over)
            {
                // It may still be returned to the caller; the previous one cannot.
                replaced = _ended;
                _ended = ended;
                isKept = true;
            }
        }

        replaced?.Observation.Release();
        Publish(results);
        return isKept || results.Completed is not null;
    }

    /// <summary>Records that the call has ended without a response.</summary>
    public void OnExchangeEnded()
    {
        AttemptResults results = default;
        EndedBody? kept;
        lock (_lock)
        {
            exchange.Record.Attempts = _started;
            _over = true;
            TakeLosers(superseded: false, ref results);
            (kept, _ended) = (_ended, null);
        }

        kept?.Observation.Release();
        Publish(results);
    }

    private void Finish(EndedBody ended, ref AttemptResults results)
    {
        _over = true;
        TakeLosers(superseded: true, ref results);
        results.Completed = ended;
        results.Unused = _ended is { } kept && !ReferenceEquals(kept.Observation, ended.Observation) ? kept : null;
        _ended = null;
    }

    private void End(EndedAttempt ended, ref AttemptResults results)
    {
        _running--;

        // An attempt that is cancelled while another one is in progress may have lost a hedging race; this is known when the caller receives a response.
        var cutShort = ended.Outcome.Word is LlmOutcomes.Cancelled or LlmOutcomes.Abandoned;
        if (cutShort && (_running > 0 || _started > ended.Attempt.Number))
        {
            if (!_over && _callers is null)
            {
                _losers.Add(ended);
                return;
            }

            ended = ended with { Outcome = new Outcome(LlmOutcomes.Superseded) };
        }

        results.Ended = ended;
    }

    private void TakeLosers(bool superseded, ref AttemptResults results)
    {
        if (_losers.Count > 0)
        {
            results.Losers = superseded ? [.. _losers.Select(loser => loser with { Outcome = new Outcome(LlmOutcomes.Superseded) })] : [.. _losers];
            _losers.Clear();
        }
    }

    private void Publish(in AttemptResults results)
    {
        if (results.Ended is { } ended)
        {
            Record(ended);
        }

        foreach (var loser in results.Losers ?? [])
        {
            Record(loser);
        }

        if (results.Completed is { } completed)
        {
            exchange.Complete(completed.Observation, completed.Outcome, completed.At);
            completed.Observation.Release();
        }

        results.Unused?.Observation.Release();
    }

    private void Record(in EndedAttempt ended)
    {
        if (exchange.IsCounted)
        {
            exchange.Guarded(Stages.Recording, ended, static (exchange, ended) =>
            {
                var duration = exchange.Monitor.Time.Between(ended.Attempt.Started, ended.At);
                exchange.Monitor.Attempts.Record(exchange.Record, exchange.Settings, ended.Model, ended.Outcome, duration);
            });
        }
    }
}
