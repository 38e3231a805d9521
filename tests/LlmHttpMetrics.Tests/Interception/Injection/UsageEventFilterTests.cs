using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LlmHttpMetrics.Interception.Injection;

namespace LlmHttpMetrics.Tests.Interception.Injection;

/// <summary>What passes is the stream less exactly the events that bear usage alone, and nothing of it late.</summary>
public sealed class UsageEventFilterTests
{
    private const int Streams = 3000;
    private const string UsageOnly = """{"choices":[],"usage":{"total_tokens":18}}""";

    [TestCase("data: {0}\n\n")]
    [TestCase("data:{0}\n\n")]
    [TestCase("data: {0}\r\n\r\n")]
    [TestCase("data: {0}\r\r")]
    [TestCase("data: {0}\n\r\n")]
    [TestCase("data: {0}\r\n\n")]
    [TestCase("data: {0}\r\n\r")]
    [TestCase("event: message\nid: 7\ndata: {0}\n\n")]
    [TestCase("data: {0}\nretry: 5\n\n")]
    [TestCase("id\ndata: {0}\nid\n\n")]
    [TestCase("data\ndata: {0}\n\n")]
    public void Event_WithUsageAlone_IsTakenOut(string shape)
    {
        var taken = shape.Replace("{0}", UsageOnly, StringComparison.Ordinal);

        Assert.That(Filter("data: 1\n\n" + taken + "data: 2\n\n"), Is.EqualTo("data: 1\n\ndata: 2\n\n"));
        Assert.That(Filter("\uFEFF" + taken + "data: 2\n\n"), Is.EqualTo("data: 2\n\n"), "behind a byte order mark");
        Assert.That(Filter("data: 1\r\r" + taken + "data: 2\n\n"), Is.EqualTo("data: 1\r\rdata: 2\n\n"), "behind another line end");
        Assert.That(Filter("data: 1\r\n\r\n" + taken), Is.EqualTo("data: 1\r\n\r\n"));
    }

    [TestCase("data: {\"choices\":[],\ndata: \"usage\":{\"total_tokens\":18}}\n\n", "")]
    [TestCase("data: {\"choices\":[],\"usage\":{}}", "", TestName = "the stream ends without the empty line")]
    [TestCase("data: {\"choices\":[],\"usage\":{}}\n", "")]
    [TestCase("data: {\"choices\":[],\"usage\":{\"total_\ndata: tokens\":18}}\n\n", null, TestName = "a line end within a name is none of JSON's")]
    [TestCase("data: {\"choices\":[{\"index\":0}],\"usage\":{\"total_tokens\":18}}\n\n", null)]
    [TestCase("data: {\"choices\":[],\"usage\":null}\n\n", null)]
    [TestCase("data: {\"choices\":[],\"prompt_filter_results\":[]}\n\n", null)]
    [TestCase("data: {\"usage\":{}}\n\n", null)]
    [TestCase("data: {\"choices\":[],\"usage\":{}} {}\n\n", null)]
    [TestCase("data: {\"\\u0063hoices\":[],\"usag\\u0065\":{}}\n\n", "")]
    [TestCase("data: {\"\\ud800\":1,\"choices\":[],\"usage\":{}}\n\n", null)]
    [TestCase("data: [{\"choices\":[],\"usage\":{}}]\n\n", null)]
    [TestCase("data: {\"choices\":[],\"usage\":{}\n\n", null)]
    [TestCase(" data: {\"choices\":[],\"usage\":{}}\n\n", null)]
    [TestCase("datas: {\"choices\":[],\"usage\":{}}\n\n", null)]
    [TestCase(": {\"choices\":[],\"usage\":{}}\n\n", null)]
    [TestCase("{\"choices\":[],\"usage\":{}}", null)]
    [TestCase("\n\n\r\n\r\r", null)]
    public void Event_IsTakenOut_OnlyWhereItBearsUsageAlone(string stream, string? passed) => Assert.That(Filter(stream), Is.EqualTo(passed ?? stream));

    [Test]
    public void Event_TooLongForUsage_PassesToItsEnd()
    {
        var stream = "data: \"" + new string('x', 100_000) + "\"\ndata: " + UsageOnly + "\n\n";

        Assert.That(Filter(stream), Is.EqualTo(stream));
    }

    [Test]
    public void Event_CutOff_GoesOnAsItIs() => Assert.That(Filter("data: " + UsageOnly[..^1]), Is.EqualTo("data: " + UsageOnly[..^1]));

    [Test]
    public void Event_Complete_IsNotHeldAnyLonger([Values("\n\n", "\r\n\r\n", "\r\r")] string end)
    {
        UsageEventFilter filter = new();
        filter.Feed(WireSamples.Bytes("data: 1" + end));

        Assert.That(Encoding.UTF8.GetString(filter.Passed), Is.EqualTo("data: 1" + end));
    }

    [TestCase("{\"choices\":")]
    [TestCase("0123456789")]
    [TestCase("dating: ")]
    [TestCase("event stream")]
    public void Bytes_OfNoEvent_PassAtOnce(string bytes)
    {
        UsageEventFilter filter = new();
        filter.Feed(WireSamples.Bytes(bytes));

        Assert.That(Encoding.UTF8.GetString(filter.Passed), Is.EqualTo(bytes));
    }

    [Test]
    public void Stream_OfAnyEventsLineEndsAndPieces_PassesLessItsUsageEvents() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Streams), Prop.ForAll<DoNotSize<int>>(FsCheck.FSharp.ArbMap.defaults.ArbFor<DoNotSize<int>>(), seed =>
        {
            Random random = new(seed.Item);
            var stream = EventStreams.Make(random);
            var expected = UsageEventModel.Expected(stream);
            UsageEventFilter filter = new();
            List<byte> passed = [];
            for (var at = 0; at < stream.Length;)
            {
                var count = Math.Min(random.Next(4) == 0 ? random.Next(1, 200) : random.Next(1, 5), stream.Length - at);
                filter.Feed(stream.AsSpan(at, count));
                at += count;
                while (filter.Passed.Length > 0)
                {
                    var take = random.Next(1, filter.Passed.Length + 1);
                    passed.AddRange(filter.Passed[..take]);
                    filter.Take(take);
                }

                Assert.That(passed, Has.Count.GreaterThanOrEqualTo(UsageEventModel.Due(stream, at)), $"late at {at} of {Shown(stream)}");
            }

            filter.End();
            passed.AddRange(filter.Passed);
            Assert.That(Shown([.. passed]), Is.EqualTo(Shown(expected)), Shown(stream));
        }));

    private static string Filter(string stream)
    {
        var bytes = WireSamples.Bytes(stream);
        string? whole = null;
        for (var size = bytes.Length; size >= 1; size = size > 3 ? size / 3 : size - 1)
        {
            UsageEventFilter filter = new();
            for (var at = 0; at < bytes.Length; at += size)
            {
                filter.Feed(bytes.AsSpan(at, Math.Min(size, bytes.Length - at)));
            }

            filter.End();
            var passed = Encoding.UTF8.GetString(filter.Passed);
            whole ??= passed;
            Assert.That(passed, Is.EqualTo(whole), $"in pieces of {size}");
        }

        return whole!;
    }

    private static string Shown(byte[] bytes) =>
        Encoding.UTF8.GetString(bytes).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
