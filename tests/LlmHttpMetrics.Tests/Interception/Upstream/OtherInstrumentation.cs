using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LlmHttpMetrics.Tests.Interception.Upstream;

/// <summary>
/// Measures calls as Microsoft.Extensions.AI does: a source and a meter of one name, an activity named by operation and model, and
/// at the end attributes that are added without a look at those that are there
/// (https://github.com/dotnet/extensions/blob/main/src/Libraries/Microsoft.Extensions.AI/ChatCompletion/OpenTelemetryChatClient.cs).
/// </summary>
internal sealed class OtherInstrumentation : IDisposable
{
    public const string MicrosoftExtensionsAi = "Experimental.Microsoft.Extensions.AI";

    private readonly ActivitySource _source;
    private readonly Meter? _meter;
    private readonly ActivityListener? _listener;

    /// <param name="name">The name of source and meter.</param>
    /// <param name="sampling">The sampling of its activities; null without a listener.</param>
    /// <param name="measures">Whether it has a meter.</param>
    public OtherInstrumentation(
        string name = MicrosoftExtensionsAi, ActivitySamplingResult? sampling = ActivitySamplingResult.AllDataAndRecorded, bool measures = true)
    {
        _source = new ActivitySource(name);
        if (measures)
        {
            _meter = new Meter(name);
            Duration = _meter.CreateHistogram<double>("gen_ai.client.operation.duration");
        }

        if (sampling is { } result)
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => ReferenceEquals(source, _source),
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => result,
            };
            ActivitySource.AddActivityListener(_listener);
        }
    }

    public Histogram<double>? Duration { get; }

    public Activity? Begin(string operation = "chat", string name = "chat gpt-5-mini", ActivityKind kind = ActivityKind.Client)
    {
        var activity = _source.StartActivity(name, kind);
        return activity is { IsAllDataRequested: true } ? activity.AddTag("gen_ai.operation.name", operation) : activity;
    }

    /// <summary>What it adds when the call has ended.</summary>
    public static void End(Activity? activity)
    {
        activity?.AddTag("gen_ai.response.id", "chatcmpl-1").AddTag("gen_ai.response.model", "gpt-5-mini").AddTag("gen_ai.usage.input_tokens", 11)
            .AddTag("gen_ai.usage.output_tokens", 7).AddTag("gen_ai.usage.cache_read.input_tokens", 4).AddTag("gen_ai.response.finish_reasons", "[\"stop\"]")
            .AddTag("error.type", "x").Stop();
    }

    public void Dispose()
    {
        _listener?.Dispose();
        _meter?.Dispose();
        _source.Dispose();
    }
}
