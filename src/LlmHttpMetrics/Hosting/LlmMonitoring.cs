using System.Runtime.CompilerServices;
using LlmHttpMetrics.Diagnostics.Background;
using LlmHttpMetrics.Hosting;
using LlmHttpMetrics.Hosting.Validation;
using LlmHttpMetrics.Interception;

namespace LlmHttpMetrics;

/// <summary>Monitoring without a client factory, and operations on all monitoring of the process.</summary>
public static class LlmMonitoring
{
    /// <summary>The work that a flush waits for, as long as it is referenced.</summary>
    private static readonly ConditionalWeakTable<IPendingWork, object> Work = [];

    /// <summary>Creates the complete handler chain as one handler, for an <see cref="HttpClient"/> that you create yourself.</summary>
    /// <param name="inner">The handler that sends requests, such as <see cref="SocketsHttpHandler"/>.</param>
    /// <param name="between">Adds handlers between the two layers, such as a retry handler; each request they send is an attempt.</param>
    /// <param name="options">The options; <see langword="null"/> for the defaults. Later changes to them have no effect.</param>
    /// <returns>The handler. Disposing it disposes of <paramref name="inner"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is <see langword="null"/>.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options are invalid; all errors are listed.</exception>
    public static HttpMessageHandler CreateHandler(
        HttpMessageHandler inner, Func<HttpMessageHandler, HttpMessageHandler>? between = null, LlmMonitoringOptions? options = null) =>
        CreateHandler(inner, between, options, new LlmSharedMonitoringOptions());

    /// <summary>Creates the complete handler chain as one handler, with the options that the clients of a service provider would share.</summary>
    /// <param name="inner">The handler that sends requests, such as <see cref="SocketsHttpHandler"/>.</param>
    /// <param name="between">
    /// Adds handlers between the two layers, such as a retry handler; each request they send is an attempt. May be <see langword="null"/>.
    /// </param>
    /// <param name="options">The options; <see langword="null"/> for the defaults. Later changes to them have no effect.</param>
    /// <param name="shared">Prices, tags, learning and the clock. Later changes to them have no effect.</param>
    /// <returns>The handler. Disposing it disposes of <paramref name="inner"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> or <paramref name="shared"/> is <see langword="null"/>.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options are invalid; all errors are listed.</exception>
    public static HttpMessageHandler CreateHandler(
        HttpMessageHandler inner, Func<HttpMessageHandler, HttpMessageHandler>? between, LlmMonitoringOptions? options, LlmSharedMonitoringOptions shared)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(shared);
        options ??= new LlmMonitoringOptions();
        InvalidOptionsException.ThrowIfAny<LlmMonitoringOptions>(
            name: "", [.. LlmSharedMonitoringOptionsValidator.Errors(shared), .. LlmMonitoringOptionsValidator.Errors(options)]);
        var time = options.TimeProvider ?? shared.TimeProvider ?? TimeProvider.System;
        CompositionRoot root = new(shared, time);
        Track(root);
        ClientComposition composition = new(root, clientName: "", time);
        HttpMessageHandler attempt = new LlmAttemptHandler { InnerHandler = inner };
        return new LlmExchangeHandler(new MonitorSlot(composition.MonitorOf(options)))
        {
            InnerHandler = between?.Invoke(attempt) ?? attempt,
        };
    }

    /// <summary>
    /// Waits until background counts have finished, budget thresholds have been reported, and the sinks have received all events queued so far and flushed
    /// them (<see cref="ILlmEventSink.FlushAsync"/>). Events that were dropped before, as counted in <c>llm.events.dropped</c>, are lost.
    /// </summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that completes when the queues have been drained.</returns>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    /// <exception cref="IOException">An event log cannot write the events it has received. Other sinks may throw other exceptions.</exception>
    public static async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        KeyValuePair<IPendingWork, object>[] work = [.. Work];
        var roots = work.Select(entry => entry.Key).OfType<CompositionRoot>();
        await Task.WhenAll(roots.Select(root => root.FlushAsync(cancellationToken))).ConfigureAwait(false);
        var others = work.Select(entry => entry.Key).Where(other => other is not CompositionRoot);
        await Task.WhenAll(others.Select(other => other.FlushAsync(cancellationToken))).ConfigureAwait(false);
    }

    /// <summary>Does the same for the events of one sink.</summary>
    internal static Task DrainAsync(ILlmEventSink sink, CancellationToken cancellationToken)
    {
        KeyValuePair<IPendingWork, object>[] work = [.. Work];
        var roots = work.Select(entry => entry.Key).OfType<CompositionRoot>().Where(root => root.Queue?.Feeds(sink) == true);
        return Task.WhenAll(roots.Select(root => root.FlushAsync(cancellationToken)));
    }

    /// <summary>Makes flushes wait for this work.</summary>
    internal static void Track(IPendingWork work) => Work.TryAdd(work, Work);

    /// <summary>Stops flushes from waiting for this work.</summary>
    internal static void Untrack(IPendingWork work) => Work.Remove(work);
}
