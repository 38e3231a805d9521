using System.Diagnostics.Metrics;

namespace LlmHttpMetrics.Telemetry;

/// <summary>The meter for dotnet-counters: counters by provider and model, and histograms of eight series whatever the models.</summary>
internal sealed class LiteInstruments
{
    private readonly Instrument[] _all;

    public LiteInstruments(Meter meter)
    {
        Requests = meter.CreateCounter<long>(LlmInstrumentNames.LiteRequests, "{request}", "Calls.");
        Errors = meter.CreateCounter<long>(LlmInstrumentNames.LiteErrors, "{request}", "Calls that ended in error, timeout or broken.");
        InputTokens = meter.CreateCounter<long>(LlmInstrumentNames.LiteInputTokens, "{token}", "Input tokens, cached ones included.");
        OutputTokens = meter.CreateCounter<long>(LlmInstrumentNames.LiteOutputTokens, "{token}", "Output tokens, reasoning included.");
        Duration = LlmInstruments.Seconds(meter, LlmInstrumentNames.LiteDuration, "From sending the request until the body ended.");
        TimeToFirstToken = LlmInstruments.Seconds(meter, LlmInstrumentNames.LiteTimeToFirstToken, "Until the first content of a stream, of any kind.");
        TimePerOutputToken = LlmInstruments.Seconds(meter, LlmInstrumentNames.LiteTimePerOutputToken, "Mean time between the output tokens of a stream.");
        LongestStall = LlmInstruments.Seconds(meter, LlmInstrumentNames.LiteLongestStall, "The longest that one read of a stream was pending after the first token.");
        _all = [Requests, Errors, InputTokens, OutputTokens, Duration, TimeToFirstToken, TimePerOutputToken, LongestStall];
    }

    public Counter<long> Requests { get; }

    public Counter<long> Errors { get; }

    public Counter<long> InputTokens { get; }

    public Counter<long> OutputTokens { get; }

    public Histogram<double> Duration { get; }

    public Histogram<double> TimeToFirstToken { get; }

    public Histogram<double> TimePerOutputToken { get; }

    public Histogram<double> LongestStall { get; }

    public bool IsEnabled => LlmInstruments.IsAnyEnabled(_all);
}
