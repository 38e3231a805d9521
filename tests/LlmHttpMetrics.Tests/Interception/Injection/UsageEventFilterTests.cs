using System.Text;
using LlmHttpMetrics.Interception.Injection;

namespace LlmHttpMetrics.Tests.Interception.Injection;

[TestFixture]
public sealed class UsageEventFilterTests
{
    private const string Chunk = """data: {"choices":[{"index":0,"delta":{"content":"hi"}}],"usage":null}""";
    private const string UsageInChunk = """data: {"choices":[{"index":0,"delta":{}}],"usage":{"prompt_tokens":1}}""";
    private const string UsageOnly = """data: {"id":"x","choices":[],"usage":{"prompt_tokens":1,"details":{"a":[1]}}}""";
    private const string Done = "data: [DONE]";

    [Test]
    public void Stream_AnySplitAndLineEnd_LosesTheUsageEventAlone(
        [Values("\n", "\r\n", "\r")] string lineEnd, [Values(1, 2, 7, 4096)] int piece)
    {
        var stream = Join(lineEnd, ": comment", Chunk, UsageInChunk, UsageOnly, Done);
        Assert.That(Filter(stream, piece), Is.EqualTo(Join(lineEnd, ": comment", Chunk, UsageInChunk, Done)));
    }

    [Test]
    public void Event_Complete_IsNotHeldAnyLonger()
    {
        var filter = new UsageEventFilter();
        filter.Feed(Encoding.UTF8.GetBytes(Chunk + "\n\n"));
        Assert.That(Encoding.UTF8.GetString(filter.Passed), Is.EqualTo(Chunk + "\n\n"));
    }

    [Test]
    public void Event_CutOff_GoesOnAsItIs() => Assert.That(Filter(UsageOnly, 5), Is.EqualTo(UsageOnly));

    [Test]
    public void Event_TooLongToHold_GoesOnAsItIs()
    {
        var stream = $"data: {{\"x\":\"{new string('y', 200_000)}\",\"choices\":[],\"usage\":{{}}}}\n\n{Chunk}\n\n";
        Assert.That(Filter(stream, 4096), Is.EqualTo(stream));
    }

    private static string Join(string lineEnd, params string[] events) => string.Concat(events.Select(e => e + lineEnd + lineEnd));

    private static string Filter(string stream, int piece)
    {
        var filter = new UsageEventFilter();
        var passed = new List<byte>();
        foreach (var part in Encoding.UTF8.GetBytes(stream).Chunk(piece))
        {
            filter.Feed(part);
            passed.AddRange(filter.Passed);
            filter.Take(filter.Passed.Length);
        }

        filter.End();
        passed.AddRange(filter.Passed);
        return Encoding.UTF8.GetString([.. passed]);
    }
}
