using LlmHttpMetrics.Benchmarks.Pipeline;

namespace LlmHttpMetrics.Benchmarks.Quick;

/// <summary>
/// What measuring adds to a call through the OpenAI package, and what the telemetry of Microsoft.Extensions.AI adds to the same call: each is
/// compared with the same client without telemetry.
/// </summary>
internal static class SdkFigures
{
    private const string Whole = "whole answer through the OpenAI SDK";
    private const string Stream = "stream of 300 chunks through the OpenAI SDK";

    public static IEnumerable<Figure> MeasureWhole()
    {
        var (ours, theirs) = Measure(Answers.Whole, call => call.WholeAsync());
        var (theirTime, theirBytes) = (Figure.Microseconds(theirs.Seconds), Figure.Bytes(theirs.Bytes));
        yield return Figure.Microseconds($"{Whole}: time added", ours.Seconds, 2.5, $" (aim 1 µs; UseOpenTelemetry adds {theirTime})");
        yield return Figure.Bytes($"{Whole}: bytes added", ours.Bytes, 900, $" (aim 500 B; UseOpenTelemetry adds {theirBytes})");
    }

    public static IEnumerable<Figure> MeasureStream()
    {
        var (ours, theirs) = Measure(Answers.Stream, call => call.StreamAsync());
        var (theirTime, theirBytes) = (Figure.Microseconds(theirs.Seconds), Figure.Bytes(theirs.Bytes));
        yield return Figure.Most(
            $"{Stream}: time added, over what UseOpenTelemetry adds",
            ours.Seconds / theirs.Seconds,
            1.25,
            $" (aim 0.5 x; {Figure.Microseconds(ours.Seconds)} over {theirTime})");
        yield return Figure.Bytes($"{Stream}: bytes added", ours.Bytes, theirs.Bytes / 20, $" (a twentieth of UseOpenTelemetry's {theirBytes})");
    }

    private static (Added Ours, Added Theirs) Measure(Func<HttpContent> answer, Func<IChatCalls, Task<int>> call)
    {
        using var listening = new Listening();
        using var sdk = new SdkCalls(answer, observed: false);
        using var observedSdk = new SdkCalls(answer, observed: true);
        using var client = new ChatClientCalls(answer, telemetry: false);
        using var clientWithTelemetry = new ChatClientCalls(answer, telemetry: true);
        IChatCalls[] ways = [sdk, observedSdk, client, clientWithTelemetry];
        var bytes = Array.ConvertAll(ways, way => Allocation.PerCall(() => call(way)));
        var times = Race.Times(Race.ManyRounds, Array.ConvertAll<IChatCalls, Func<int>>(ways, way => () => call(way).Result));
        return (new(Race.Added(times[1], times[0]), bytes[1] - bytes[0]), new(Race.Added(times[3], times[2]), bytes[3] - bytes[2]));
    }

    /// <summary>What telemetry adds to a call.</summary>
    private readonly record struct Added(double Seconds, double Bytes);
}
