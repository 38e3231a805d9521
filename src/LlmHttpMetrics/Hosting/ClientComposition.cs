using System.Collections.Frozen;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Counting;
using LlmHttpMetrics.Counting.Custom;
using LlmHttpMetrics.Events;
using LlmHttpMetrics.Interception;
using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.Custom;
using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Text.Redaction;

namespace LlmHttpMetrics.Hosting;

/// <summary>Makes of a client's options what each part of the monitoring needs of them.</summary>
internal sealed class ClientComposition(CompositionRoot root, string clientName, TimeProvider time)
{
    /// <summary>Creates the monitor of the client with its options, which are valid.</summary>
    public ClientMonitor MonitorOf(LlmMonitoringOptions options)
    {
        CallRecorder recorder = new(root.Late, root.Instruments.Faults, time);
        return new ClientMonitor(recorder, new AttemptRecorder(root.Instruments.Attempts), Of(options), time, root.Upstream);
    }

    /// <summary>The settings of the client by its options, which are valid.</summary>
    public ClientSettings Of(LlmMonitoringOptions options)
    {
        var instruments = root.Instruments;
        var isV1 = options.SemanticConventions.HasFlag(SemanticConventions.V1_41);
        var isLatest = options.SemanticConventions.HasFlag(SemanticConventions.Latest);
        var entries = options.MetricTags.Distinct(StringComparer.Ordinal).Where(name => !root.ConstantTags.ContainsKey(name));
        CallTags tags = new(instruments.TagLimits, [.. entries], root.Shared.Tags.MaxTagValues);
        var counting = CountingOf(options);
        var content = ContentOf(options, counting);
        CallSpan span = new(options.SemanticConventions, options.RecordErrorMessages, StopSequencesOf(options), instruments.ConstantTags.ToArray());
        var consumers = ConsumersOf(options, span, content, isV1, isLatest);
        return new ClientSettings
        {
            Enabled = options.Enabled,
            ClientName = clientName,
            Catalogue = new ProviderCatalogue(options.Provider, CustomTables.Of(options.Providers)),
            Filter = options.Filter,
            WhenAlreadyMeasured = options.WhenAlreadyMeasured,
            TagHttpMetrics = options.TagHttpMetrics,
            Consumers = new CallConsumers(consumers, instruments.Faults),
            Guard = consumers.OfType<ICallGuard>().FirstOrDefault(),
            Counting = new CallCounting(
                counting,
                root.Tokens,
                new StrategyMeasurements(counting, root.Measurements, instruments.Faults, time, root.Logger),
                options.UseCountEndpoints ? root.CountEndpoints : null),
            Prices = root.Prices.For(root.Shared.Pricing),
            Span = span,
            Tags = tags,
            Chunks = new ChunkTimes(isV1 ? instruments.V1 : null, isLatest ? instruments.Latest : null, tags),
            HasEvents = root.Queue is not null,
            Content = content,
            Held = new HeldSizes(options.MaxRetainedInput, counting.CountsLocally || counting.Compares),
            ClientTimeout = options.ClientTimeout,
            InjectHosts = options.IncludeUsage == IncludeUsage.Inject
                ? options.IncludeUsageHosts.ToFrozenSet(StringComparer.OrdinalIgnoreCase)
                : FrozenSet<string>.Empty,
            TextSink = options.TextSink,
        };
    }

    private CountingSettings CountingOf(LlmMonitoringOptions options) => new()
    {
        Strategies = new StrategyResolver(options.Strategies, options.DefaultStrategy, options.AutoRules, options.Fallback),
        CountsLocally = root.Tokens.IsActive || options.Fallback.OnUnknownModel == LlmFallbacks.Estimate || root.Shared.Learning.Enabled == true,
        Learns = root.Shared.Learning.Enabled ?? options.Fallback.OnUnknownModel == LlmFallbacks.Estimate,
        Compares = root.Tokens.Compares,
        Learning = root.Shared.Learning,
        Fallback = options.Fallback,
        Performance = options.Performance,
    };

    /// <summary>Nothing of a call's text is kept where no sink takes events.</summary>
    private ContentRules ContentOf(LlmMonitoringOptions options, CountingSettings counting) => new(
        root.Queue is null ? new LlmContentCaptureOptions() : options.ContentCapture,
        options.MaxRetainedInput,
        isShared: counting.CountsLocally || counting.Compares || root.CountEndpoints is not null || options.Strategies.Count > 0);

    /// <summary>Stop sequences are the caller's text: they stay off the span unless the input may be captured.</summary>
    private static ContentRules? StopSequencesOf(LlmMonitoringOptions options) =>
        options.ContentCapture.Input ? new ContentRules(options.ContentCapture, options.MaxRetainedInput, isShared: false) : null;

    /// <summary>Those that keep what a later one publishes or shows come first; events come last, which the application may enrich.</summary>
    private List<ICallConsumer> ConsumersOf(LlmMonitoringOptions options, CallSpan span, ContentRules content, bool isV1, bool isLatest)
    {
        var instruments = root.Instruments;
        List<ICallConsumer> consumers = [.. options.Consumers.Values.Select(create => create(instruments))];
        consumers.AddRange(root.Consumers.Where(known => !options.Consumers.ContainsKey(known.GetType())));
        consumers.AddRange(instruments.Own);
        consumers.Add(new StrategyConsumer(instruments.Strategies, root.Shared.Tags.MaxTagValues));
        consumers.Add(instruments.Lite);
        if (isV1)
        {
            consumers.Add(instruments.V1);
        }

        if (isLatest)
        {
            consumers.Add(instruments.Latest);
            consumers.Add(new ExceptionLog(root.Logger, options.RecordErrorMessages));
        }

        consumers.Add(root.UnknownReasons);
        consumers.Add(span);
        EventSettings events = new()
        {
            Sampler = new EventSampler(options.EventSampling),
            Content = content,
            RecordDecisions = options.RecordDecisions,
            RecordErrorMessages = options.RecordErrorMessages,
            ConstantTags = root.ConstantTags,
            Enrich = options.Enrich,
        };
        consumers.Add(new EventConsumer(events, root.Queue, instruments.Faults, time, root.Logger));
        return consumers;
    }
}
