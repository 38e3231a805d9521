using System.Runtime.CompilerServices;
using LlmHttpMetrics.Diagnostics.Background;
using LlmHttpMetrics.Hosting;
using LlmHttpMetrics.Hosting.Validation;
using LlmHttpMetrics.Interception;

namespace LlmHttpMetrics;

/// <summary>Monitoring without a client factory, and what concerns all of it.</summary>
public static class LlmMonitoring
{
    /// <summary>What is waited for by a flush, for as long as it is in use.</summary>
    private static readonly ConditionalWeakTable<IPendingWork, object> Work = [];

    /// <summary>Makes the whole chain as one handler, for an <see cref="HttpClient"/> of your own.</summary>
    /// <param name="inner">The handler that sends, such as <see cref="SocketsHttpHandler"/>.</param>
    /// <param name="between">Wraps what is to stand between the two layers, such as a retry; each of its sends is an attempt.</param>
    /// <param name="options">The options; <see langword="null"/> for the defaults. Later changes to them have no effect.</param>
    /// <returns>The handler. Disposing it disposes of <paramref name="inner"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is <see langword="null"/>.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options are invalid; all errors are listed.</exception>
    public static HttpMessageHandler CreateHandler(
        HttpMessageHandler inner, Func<HttpMessageHandler, HttpMessageHandler>? between = null, LlmMonitoringOptions? options = null) =>
        CreateHandler(inner, between, options, new LlmSharedMonitoringOptions());

    /// <summary>Makes the whole chain as one handler, with the options that the clients of a service provider would share.</summary>
    /// <param name="inner">The handler that sends, such as <see cref="SocketsHttpHandler"/>.</param>
    /// <param name="between">
    /// Wraps what is to stand between the two layers, such as a retry; each of its sends is an attempt. May be <see langword="null"/>.
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
    /// Waits until what is counted in the background has been counted, the thresholds of budgets that were reached have been told, and every event
    /// queued so far has been taken by the sinks, which then have made sure of it (<see cref="ILlmEventSink.FlushAsync"/>). Events that were dropped
    /// before, as <c>llm.events.dropped</c> counts them, stay lost.
    /// </summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>A task that ends when the queues have been drained.</returns>
    /// <exception cref="OperationCanceledException">The token has fired.</exception>
    /// <exception cref="IOException">An event log cannot write what it has taken. Other sinks throw what is theirs.</exception>
    public static async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        KeyValuePair<IPendingWork, object>[] work = [.. Work];
        var roots = work.Select(entry => entry.Key).OfType<CompositionRoot>();
        await Task.WhenAll(roots.Select(root => root.FlushAsync(cancellationToken))).ConfigureAwait(false);
        var others = work.Select(entry => entry.Key).Where(other => other is not CompositionRoot);
        await Task.WhenAll(others.Select(other => other.FlushAsync(cancellationToken))).ConfigureAwait(false);
    }

    /// <summary>The same for the events that one sink gets.</summary>
    internal static Task DrainAsync(ILlmEventSink sink, CancellationToken cancellationToken)
    {
        KeyValuePair<IPendingWork, object>[] work = [.. Work];
        var roots = work.Select(entry => entry.Key).OfType<CompositionRoot>().Where(root => root.Queue?.Feeds(sink) == true);
        return Task.WhenAll(roots.Select(root => root.FlushAsync(cancellationToken)));
    }

    /// <summary>Has a flush wait for this work from now on.</summary>
    internal static void Track(IPendingWork work) => Work.TryAdd(work, Work);

    /// <summary>Has a flush no longer wait for it.</summary>
    internal static void Untrack(IPendingWork work) => Work.Remove(work);
}
