using System.Diagnostics;

namespace LlmHttpMetrics.AotSmoke;

/// <summary>The names of the spans that have ended, and what they say of usage.</summary>
internal sealed class Spans : IDisposable
{
    private readonly List<string> _ended = [];
    private readonly ActivityListener _listener;

    public Spans()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == LlmTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Keep,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public string Words
    {
        get
        {
            lock (_ended)
            {
                return string.Join(", ", _ended);
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Keep(Activity span)
    {
        lock (_ended)
        {
            _ended.Add($"{span.DisplayName} {span.GetTagItem("gen_ai.usage.output_tokens")}");
        }
    }
}
