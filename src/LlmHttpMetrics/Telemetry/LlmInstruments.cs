using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using LlmHttpMetrics.Counting;
using LlmHttpMetrics.Insights.Budgets;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Telemetry;

/// <summary>All instruments of one service provider, or of the process where there is none.</summary>
internal sealed class LlmInstruments : IDisposable
{
    public static readonly string? Version =
        typeof(LlmInstruments).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    /// <summary>Stands before <see cref="Static"/>, whose constructor uses it.</summary>
    private static readonly ConditionalWeakTable<Meter, LlmInstruments> OfMeters = [];

    /// <summary>For handlers made without a service provider.</summary>
    public static readonly LlmInstruments Static = new(factory: null);

    private readonly ListenerWatch _watch = new(ListenerWatch.Started);
    private readonly Instrument[] _own;
    private readonly Meter[] _ownMeters;

    /// <param name="factory">What the meters are made by; null for meters of our own.</param>
    /// <param name="time">The clock of what reaches over several calls; null for the system's.</param>
    public LlmInstruments(IMeterFactory? factory, TimeProvider? time = null)
    {
        var meter = Create(factory, LlmTelemetry.MeterName);
        var lite = Create(factory, LlmTelemetry.LiteMeterName);
        _ownMeters = factory is null ? [meter, lite] : [];
        OfMeters.Add(meter, this);
        OfMeters.Add(lite, this);
        V1 = new V1Instruments(meter);
        Latest = new LatestInstruments(meter);
        Lite = new LiteInstruments(lite);

        Requests = meter.CreateCounter<long>(LlmInstrumentNames.Requests, "{request}", "Calls, by outcome.");
        Tokens = meter.CreateCounter<long>(LlmInstrumentNames.Tokens, "{token}", "Input and output tokens, by where the figure came from.");
        CachedTokens = meter.CreateCounter<long>(LlmInstrumentNames.CachedTokens, "{token}", "Input tokens read from a cache; part of the input.");
        CacheWriteTokens = meter.CreateCounter<long>(LlmInstrumentNames.CacheWriteTokens, "{token}", "Input tokens written to a cache; part of the input.");
        ReasoningTokens = meter.CreateCounter<long>(LlmInstrumentNames.ReasoningTokens, "{token}", "Reasoning tokens; part of the output.");
        UsageMissing = meter.CreateCounter<long>(LlmInstrumentNames.UsageMissing, "{request}", "Successful calls whose provider sent no usage.");
        Cost = meter.CreateCounter<double>(LlmInstrumentNames.Cost, unit: null, "What calls cost, in the currency of the tag.");
        CacheSavings = meter.CreateCounter<double>(
            LlmInstrumentNames.CacheSavings, unit: null, "What input read from a cache would have cost more without it, in the currency of the tag.");
        CacheWritePremium = meter.CreateCounter<double>(
            LlmInstrumentNames.CacheWritePremium, unit: null, "What input written to a cache has cost more than other input, in the currency of the tag.");
        PriceMissing = meter.CreateCounter<long>(LlmInstrumentNames.PriceMissing, "{request}", "Calls whose tokens are known and whose price is not.");
        TimeToFirstToken = Seconds(meter, LlmInstrumentNames.TimeToFirstToken, "Until the first content of a stream, of any kind.");
        TimeToFirstAnswer = Seconds(meter, LlmInstrumentNames.TimeToFirstAnswer, "Until the first visible text or tool call of a stream.");
        TimePerOutputToken = Seconds(meter, LlmInstrumentNames.TimePerOutputToken, "Mean time between the output tokens of a stream.");
        LongestStall = Seconds(meter, LlmInstrumentNames.LongestStall, "The longest that one read of a stream was pending after the first token.");
        Attempts = meter.CreateCounter<long>(LlmInstrumentNames.Attempts, "{attempt}", "Sends, retries and hedges included.");
        AttemptDuration = Seconds(meter, LlmInstrumentNames.AttemptDuration, "A send until the end of its body.");
        RateLimitRemaining = meter.CreateGauge<long>(LlmInstrumentNames.RateLimitRemaining, description: "What is left of a limit, by the provider's headers.");
        RateLimitLimit = meter.CreateGauge<long>(LlmInstrumentNames.RateLimitLimit, description: "The limit, by the provider's headers.");
        MeasurementFailures = meter.CreateCounter<long>(LlmInstrumentNames.MeasurementFailures, "{failure}", "Faults of the monitoring itself, each swallowed.");
        MeasurementFallbacks = meter.CreateCounter<long>(LlmInstrumentNames.MeasurementFallbacks, "{call}", "Strategies that could not do as asked.");
        MeasurementAnomalies = meter.CreateCounter<long>(LlmInstrumentNames.MeasurementAnomalies, "{call}", "Calls whose figures cannot be right, or are not what they should be.");
        TokenizationDuration = meter.CreateHistogram(
            LlmInstrumentNames.TokenizationDuration, "s", "Counting the tokens of a call whose provider sent no usage.", tags: null, Buckets.BriefSeconds);
        TokenizationCache = meter.CreateCounter<long>(LlmInstrumentNames.TokenizationCache, "{lookup}", "Texts whose count was looked up.");
        TokenizationConfidence = meter.CreateHistogram(LlmInstrumentNames.TokenizationConfidence, "1", "How far counts of ours may be trusted.", tags: null, Buckets.Shares);
        Capacity = meter.CreateCounter<long>(LlmInstrumentNames.Capacity, "{unit}", "The amount of text, by unit and direction.");
        Custom = meter.CreateHistogram<double>(LlmInstrumentNames.Custom, description: "Values of strategies of the user's own.");
        TagsOverflowed = meter.CreateCounter<long>(LlmInstrumentNames.TagsOverflowed, "{value}", "Tag values replaced because there were too many.");
        EventsDropped = meter.CreateCounter<long>(LlmInstrumentNames.EventsDropped, "{event}", "Events dropped because the queue was full.");

        Health = new LlmProviderHealth(time ?? TimeProvider.System);
        ProviderHealth = meter.CreateObservableGauge(
            LlmInstrumentNames.ProviderHealth, Health.Measure, "1", "Success share of the calls of the last five minutes; 0 while the provider's circuit is open.");
        CallTags = new CallTags(this);
        Budgets = new BudgetInstruments(meter, this);
        Late = new LateUsage(this);
        CustomStrategies = new TagValues(LlmTagNames.Strategy, this);
        CustomValues = new TagValues(LlmTagNames.CustomValue, this);

        _own =
        [
            Requests, Tokens, CachedTokens, CacheWriteTokens, ReasoningTokens, UsageMissing, TimeToFirstToken, TimeToFirstAnswer,
            TimePerOutputToken, LongestStall, Attempts, AttemptDuration, RateLimitRemaining, RateLimitLimit, Capacity, Custom, Cost, CacheSavings, CacheWritePremium, PriceMissing,
            ProviderHealth,
        ];
    }

    /// <summary>Instruments of convention v1.41.</summary>
    public V1Instruments V1 { get; }

    /// <summary>Instruments of the conventions v0.1.</summary>
    public LatestInstruments Latest { get; }

    /// <summary>The few of the meter for dotnet-counters.</summary>
    public LiteInstruments Lite { get; }

    public Counter<long> Requests { get; }

    public Counter<long> Tokens { get; }

    public Counter<long> CachedTokens { get; }

    public Counter<long> CacheWriteTokens { get; }

    public Counter<long> ReasoningTokens { get; }

    public Counter<long> UsageMissing { get; }

    public Counter<double> Cost { get; }

    public Counter<double> CacheSavings { get; }

    public Counter<double> CacheWritePremium { get; }

    public Counter<long> PriceMissing { get; }

    public Histogram<double> TimeToFirstToken { get; }

    public Histogram<double> TimeToFirstAnswer { get; }

    public Histogram<double> TimePerOutputToken { get; }

    public Histogram<double> LongestStall { get; }

    public Counter<long> Attempts { get; }

    public Histogram<double> AttemptDuration { get; }

    public Gauge<long> RateLimitRemaining { get; }

    public Gauge<long> RateLimitLimit { get; }

    public Counter<long> MeasurementFailures { get; }

    public Counter<long> MeasurementFallbacks { get; }

    public Counter<long> MeasurementAnomalies { get; }

    public Histogram<double> TokenizationDuration { get; }

    public Counter<long> TokenizationCache { get; }

    public Histogram<double> TokenizationConfidence { get; }

    public Counter<long> Capacity { get; }

    /// <summary>Values of strategies of the user's.</summary>
    public Histogram<double> Custom { get; }

    /// <summary>The tags of calls, and the values that they have had.</summary>
    public CallTags CallTags { get; }

    /// <summary>The names of strategies that have been tags of <see cref="Custom"/>.</summary>
    public TagValues CustomStrategies { get; }

    /// <summary>The names of values that have been.</summary>
    public TagValues CustomValues { get; }

    public Counter<long> TagsOverflowed { get; }

    public Counter<long> EventsDropped { get; }

    public ObservableGauge<double> ProviderHealth { get; }

    /// <summary>How the providers have been doing.</summary>
    public LlmProviderHealth Health { get; }

    /// <summary>How budgets stand, and what they refuse.</summary>
    public BudgetInstruments Budgets { get; }

    /// <summary>Calls whose usage comes later.</summary>
    public LateUsage Late { get; }

    /// <summary>Somebody listens to a figure of calls, of the conventions that are followed.</summary>
    public bool IsEnabled(bool v1, bool latest) =>
        !_watch.NobodyCame && (IsAnyEnabled(_own) || Lite.IsEnabled || (v1 && IsAnyEnabled(V1.All)) || (latest && IsAnyEnabled(Latest.All)));

    internal static bool IsAnyEnabled(Instrument[] instruments)
    {
        foreach (var instrument in instruments)
        {
            if (instrument.Enabled)
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose()
    {
        foreach (var meter in _ownMeters)
        {
            meter.Dispose();
        }
    }

    /// <summary>Counts a fault of our own, which nobody else will hear of. Never throws: whoever comes here has no more to fall back on.</summary>
    public void Failed(string stage)
    {
        try
        {
            MeasurementFailures.Add(1, new KeyValuePair<string, object?>(LlmTagNames.Stage, stage));
        }
        catch (Exception)
        {
            // The fault may be that of the listener that would have counted it.
        }
    }

    /// <summary>Counts a listener that threw, beside the instrument that it listened to. Never throws.</summary>
    public static void CountFault(Instrument instrument)
    {
        if (OfMeters.TryGetValue(instrument.Meter, out var instruments))
        {
            instruments.Failed(Stages.Recording);
        }
    }

    private static Meter Create(IMeterFactory? factory, string name)
    {
        // A meter is for all clients, so its schema is that of the process: clients may follow others.
        var options = new MeterOptions(name) { Version = Version, TelemetrySchemaUrl = ConventionSchemas.UrlOf(ConventionOptIn.Default) };
        return factory?.Create(options) ?? new Meter(options);
    }

    /// <summary>Adds tokens of a call that has ended before they were known.</summary>
    public void AddLate(KeyValuePair<string, object?>[] tags, string type, long count, string source) =>
        Tokens.Add(count, [.. tags, new(LlmTagNames.TokenType, type), new(LlmTagNames.TokenSource, source)]);

    internal static Histogram<double> Seconds(Meter meter, string name, string description) =>
        meter.CreateHistogram(name, "s", description, tags: null, Buckets.Seconds);

    internal static Histogram<int> TokenHistogram(Meter meter, string name, string description) =>
        meter.CreateHistogram(name, "{token}", description, tags: null, Buckets.Tokens);
}
