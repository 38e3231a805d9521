using System.Diagnostics;

namespace LlmHttpMetrics.Prometheus.Collecting;

/// <summary>Creates exemplars from measurements within a sampled trace.</summary>
internal sealed class ExemplarSource(TimeProvider time)
{
    public bool TryTake(double value, out Exemplar exemplar)
    {
        if (Activity.Current is not { Recorded: true, IdFormat: ActivityIdFormat.W3C } activity)
        {
            exemplar = default;
            return false;
        }

        exemplar = new Exemplar(value, time.GetUtcNow().ToUnixTimeMilliseconds(), activity.TraceId, activity.SpanId);
        return true;
    }
}
