using System.Collections.Concurrent;
using LlmHttpMetrics.Counting.Custom;
using LlmHttpMetrics.Counting.Tokens;
using LlmHttpMetrics.Events;
using LlmHttpMetrics.Insights.Budgets;
using LlmHttpMetrics.Insights.Statistics;
using LlmHttpMetrics.Interception;
using LlmHttpMetrics.Interception.Upstream;
using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Vocabulary;
using Microsoft.Extensions.Logging.Abstractions;

namespace LlmHttpMetrics;

/// <summary>Monitoring without a client factory, and what concerns all of it.</summary>
public static class LlmMonitoring
{
    private static readonly ConcurrentDictionary<EventQueue, bool> Queues = new();
    private static readonly ConcurrentDictionary<TokenMeasurer, bool> Measurers = new();
    private static readonly ConcurrentDictionary<StrategyDemand, bool> Demands = new();
    private static readonly ConcurrentDictionary<BudgetNotices, bool> Notices = new();

    /// <summary>Makes the whole chain as one handler, for an <see cref="HttpClient"/> of your own.</summary>
    /// <param name="inner">The handler that sends, such as <see cref="SocketsHttpHandler"/>.</param>
    /// <param name="between">Wraps what is to stand between the two layers, such as a retry; each of its sends is an attempt.</param>
    /// <param name="options">The options; <see langword="null"/> for the defaults. Later changes to them have no effect.</param>
    /// <returns>The handler. Disposing it disposes of <paramref name="inner"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is <see langword="null"/>.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options are invalid; all errors are listed.</exception>
    public static HttpMessageHandler CreateHandler(
        HttpMessageHandler inner, Func<HttpMessageHandler, HttpMessageHandler>? between = null, LlmMonitoringOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(inner);
        options ??= new LlmMonitoringOptions();
        LlmMonitoringOptionsValidator.ThrowIfInvalid(name: "", options);
        var time = options.TimeProvider ?? TimeProvider.System;
        var tokens = new TokenMeasurer([], new CountCache(time), options.Learning, report: null, LlmInstruments.Static, events: null, time, NullLogger.Instance);
        var statistics = new CallStatistics(LlmInstruments.Static, options.Statistics, time, healthIsAsked: false);
        var budgets = new CallBudgets(LlmInstruments.Static, options.Budgets);
        var recorder = new CallRecorder(LlmInstruments.Static, events: null, statistics, budgets, time, clientName: "", tokens, NullLogger.Instance);
        var prices = new PriceSources([], time, NullLogger.Instance, () => LlmInstruments.Static.Failed(Stages.Pricing));
        HttpMessageHandler attempt = new LlmAttemptHandler { InnerHandler = inner };
        ClientMonitor monitor = new(recorder, new MonitorSettings(options, countsLocally: false, prices.For(options.Pricing)), time, new NeighbourWatch(NullLogger.Instance));
        return new LlmExchangeHandler(new MonitorSlot(monitor))
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
        await Task.WhenAll(Measurers.Keys.Select(measurer => measurer.FlushAsync(cancellationToken))).ConfigureAwait(false);
        await Task.WhenAll(Demands.Keys.Select(demand => demand.Completion)).WaitAsync(cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(Notices.Keys.Select(notices => notices.Completion)).WaitAsync(cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(Queues.Keys.Select(queue => queue.FlushAsync(cancellationToken))).ConfigureAwait(false);
    }

    /// <summary>The same for the queues of one sink alone.</summary>
    internal static async Task DrainAsync(ILlmEventSink sink, CancellationToken cancellationToken)
    {
        var queues = Queues.Keys.Where(queue => queue.Feeds(sink)).ToArray();
        if (queues.Length > 0)
        {
            await Task.WhenAll(Measurers.Keys.Select(measurer => measurer.FlushAsync(cancellationToken))).ConfigureAwait(false);
            await Task.WhenAll(Demands.Keys.Where(demand => queues.Contains(demand.Events)).Select(demand => demand.Completion)).WaitAsync(cancellationToken).ConfigureAwait(false);
            await Task.WhenAll(queues.Select(queue => queue.FlushAsync(cancellationToken))).ConfigureAwait(false);
        }
    }

    internal static void Track(TokenMeasurer measurer) => Measurers.TryAdd(measurer, true);

    internal static void Untrack(TokenMeasurer measurer) => Measurers.TryRemove(measurer, out _);

    internal static void Track(StrategyDemand demand) => Demands.TryAdd(demand, true);

    internal static void Untrack(StrategyDemand demand) => Demands.TryRemove(demand, out _);

    /// <summary>Waits until the strategies of the user's have measured what one service provider's clients asked them to.</summary>
    internal static Task FlushAsync(LlmInstruments instruments) =>
        Task.WhenAll(Demands.Keys.Where(demand => demand.Instruments == instruments).Select(demand => demand.Completion));

    internal static void Track(BudgetNotices notices) => Notices.TryAdd(notices, true);

    internal static void Untrack(BudgetNotices notices) => Notices.TryRemove(notices, out _);

    internal static void Track(EventQueue queue) => Queues.TryAdd(queue, true);

    internal static void Untrack(EventQueue queue) => Queues.TryRemove(queue, out _);
}
