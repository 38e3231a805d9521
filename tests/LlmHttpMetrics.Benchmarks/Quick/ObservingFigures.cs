using LlmHttpMetrics.Benchmarks.Data;
using LlmHttpMetrics.Benchmarks.Observing;

namespace LlmHttpMetrics.Benchmarks.Quick;

/// <summary>How much faster bodies are observed than in the user's own way.</summary>
internal static class ObservingFigures
{
    public static IEnumerable<Figure> Measure()
    {
        var bodies = RecordedBodies.Load();
        yield return new Figure("data", bodies.ToString(), "any", Reached: true);
        var ours = new OurWay();
        yield return Measure("observing SSE, speed over SseParser and JsonDocument", bodies.Sse, ours.ReadResponse, UsersWay.ReadStream, 4, " (aim 8 x)");
        yield return Measure(
            "observing AWS event streams, speed over frames, Base64 and JsonDocument",
            EventStreams.Load(),
            ours.ReadResponse,
            UsersFrames.Read,
            2.5,
            "");
        yield return Measure("observing whole bodies, speed over JsonDocument", bodies.Json, ours.ReadResponse, UsersWay.ReadBody, 2.5, " (aim 5 x)");
        yield return Measure("observing JSON lines, speed over ReadLine and JsonDocument", bodies.Lines, ours.ReadStream, UsersWay.ReadLines, 2.5, "");
        yield return Measure("observing a JSON array, speed over JsonDocument by element", bodies.Arrays, ours.ReadStream, UsersWay.ReadElements, 2.5, "");
        yield return Measure("observing requests, speed over JsonDocument", bodies.Requests, ours.ReadRequest, UsersWay.ReadRequest, 3.5, " (aim 5 x)");
    }

    private static Figure Measure(
        string name,
        List<RecordedBody> bodies,
        Func<RecordedBody, int> ours,
        Func<RecordedBody, int> users,
        double least,
        string remark) =>
        Figure.Least(name, Race.Ratio(() => bodies.Sum(users), () => bodies.Sum(ours), Race.FewRounds), least, remark);
}
