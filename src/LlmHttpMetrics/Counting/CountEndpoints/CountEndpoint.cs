using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using LlmHttpMetrics.Counting.Tokens;
using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Diagnostics.Background;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Wire;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Counting.CountEndpoints;

/// <summary>
/// The count endpoint of one provider. Calls to it are limited in rate, time and concurrency, its counts are cached, and it is not called for a while
/// if it fails.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore without a wait handle owns nothing.")]
internal sealed class CountEndpoint(
    CountApi api,
    LlmCountEndpoint settings,
    LlmCountEndpointsOptions limits,
    Func<string, HttpClient> clients,
    CountCache cache,
    CountingInstruments instruments,
    FaultCounter faults,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>The maximum number of requests that wait in addition to those being sent.</summary>
    private const int MaxWaiting = 64;

    private readonly Uri _address = settings.BaseAddress;
    private readonly TimeSpan _timeout = TimeSpan.FromMilliseconds(limits.TimeoutMs);
    private readonly int _maxInside = limits.MaxConcurrency + MaxWaiting;
    private readonly RequestAllowance _allowance = new(limits.RequestsPerMinute, time);
    private readonly EndpointBackoff _backoff = new(time);
    private readonly CountAnswerReader _reader = new(time);
    private readonly SemaphoreSlim _slots = new(limits.MaxConcurrency);
    private readonly ConcurrentDictionary<string, bool> _logged = [];
    private readonly BackgroundWork _background = new(() => faults.Failed(Stages.Recording));
    private int _inside;

    /// <summary>Whether a call with this format to this host and port can be counted by this endpoint.</summary>
    public bool Serves(CountApi callsApi, string host, int port) =>
        ReferenceEquals(api, callsApi) && port == _address.Port && host.Equals(_address.IdnHost, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reserves a place for one more request; a caller that gets one must then call <see cref="AskAsync"/>.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _inside) <= _maxInside)
        {
            return true;
        }

        Leave();
        return false;
    }

    /// <summary>Requests the token count of a request, after <see cref="TryEnter"/>. Never throws; releases the body.</summary>
    public async Task<CountAnswer> AskAsync(HeldBody body, string? model, LlmPerformanceOptions keeping)
    {
        using CancellationTokenSource deadline = new();
        Sending? sending = null;
        ITimer? timer = null;
        try
        {
            timer = _background.CancelAfter(deadline, _timeout, time);
            if (Prepare(body, model) is not { } request)
            {
                return CountAnswer.Unsuitable;
            }

            var key = CountCache.Key(TokenWords.FromCountApi, $"{_address}{request.Path}", request.Json);
            if (keeping.CacheTokenization && LookUp(key, keeping) is { } known)
            {
                return new(known, Reason: null);
            }

            if (_backoff.IsPaused || !_allowance.TryTake())
            {
                return CountAnswer.Limited;
            }

            sending = new Sending(request);
            var answer = Evaluate(sending, await AwaitAsync(sending, deadline.Token).ConfigureAwait(false));
            if (keeping.CacheTokenization && answer.Tokens is { } tokens)
            {
                cache.Add(key, tokens, keeping.CacheEntries);
            }

            return answer;
        }
        catch (Exception e)
        {
            return Evaluate(sending, CountAnswer.Failed(e.GetType().Name));
        }
        finally
        {
            timer?.Dispose();
            if (sending is null)
            {
                Leave();
            }
        }
    }

    private CountRequest? Prepare(HeldBody body, string? model)
    {
        try
        {
            return CountRequest.Of(api, model, body.Bytes);
        }
        finally
        {
            body.Release();
        }
    }

    private long? LookUp(UInt128 key, LlmPerformanceOptions keeping)
    {
        var hit = cache.TryGet(key, TimeSpan.FromSeconds(keeping.CacheTtlSeconds), out var count);
        instruments.LookedUp(hit);
        return hit ? count : null;
    }

    /// <summary>Waits no longer than the timeout, even if the client's handlers ignore the token or block.</summary>
    private async Task<CountAnswer> AwaitAsync(Sending sending, CancellationToken cancellationToken)
    {
        try
        {
            return await BackgroundWork.Run(() => SendAsync(sending, cancellationToken)).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return sending.WasSent ? CountAnswer.TimedOut : CountAnswer.Limited;
        }
    }

    private async Task<CountAnswer> SendAsync(Sending sending, CancellationToken cancellationToken)
    {
        try
        {
            CountFlow.Enter();
            await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return _backoff.TryBegin() ? await ExchangeAsync(sending, cancellationToken).ConfigureAwait(false) : CountAnswer.Limited;
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return CountAnswer.Failed(
                e is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown and var error } ? error.ToString() : e.GetType().Name);
        }
        catch (Exception)
        {
            return sending.WasSent ? CountAnswer.TimedOut : CountAnswer.Limited;
        }
        finally
        {
            Leave();
        }
    }

    private async Task<CountAnswer> ExchangeAsync(Sending sending, CancellationToken cancellationToken)
    {
        sending.Begin(time.GetTimestamp());
        using var client = clients(settings.HttpClientName!);
        using var message = new HttpRequestMessage(HttpMethod.Post, $"{_address.AbsoluteUri.TrimEnd('/')}/{sending.Request.Path}");
        message.Content = new UnredirectedContent(sending.Request.Json, message);
        foreach (var (name, value) in api.Headers)
        {
            if (!client.DefaultRequestHeaders.Contains(name))
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (!IsSentAsRequested(message) || !IsSentAsRequested(response.RequestMessage ?? message))
        {
            return CountAnswer.Failed("a redirect");
        }

        return await _reader.ReadAsync(response, api.Figure, sending.Request.MaxTokens, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>False if a handler has followed a redirect, so that another host may have answered. Handlers may change the path and the query.</summary>
    private bool IsSentAsRequested(HttpRequestMessage sent) =>
        sent.Method == HttpMethod.Post && sent.RequestUri is { IsAbsoluteUri: true } uri
        && Uri.Compare(_address, uri, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>Evaluates what an answer says about the endpoint.</summary>
    private CountAnswer Evaluate(Sending? sending, CountAnswer answer)
    {
        if (sending is not { WasSent: true })
        {
            return answer;
        }

        if (answer.Tokens is not null)
        {
            _backoff.Succeeded();
            instruments.Counted(TokenWords.FromCountApi, time.Since(sending.Began));
            return answer;
        }

        var fault = answer.Fault ?? "";
        Log.CountEndpointFailed(logger, _logged.TryAdd(fault, true) ? LogLevel.Warning : LogLevel.Debug, api.Provider, fault);
        if (answer.IsRefusal)
        {
            _backoff.Succeeded();
        }
        else if (_backoff.Failed(answer.RetryAfter) is { } delay)
        {
            Log.CountEndpointPaused(logger, api.Provider, delay.TotalSeconds);
        }

        return answer;
    }

    private void Leave() => Interlocked.Decrement(ref _inside);

    /// <summary>One request in progress.</summary>
    private sealed class Sending(CountRequest request)
    {
        private long _began;

        public CountRequest Request => request;

        public bool WasSent => Began != 0;

        public long Began => Volatile.Read(ref _began);

        public void Begin(long timestamp) => Volatile.Write(ref _began, timestamp);
    }
}
