using System.Buffers;
using System.Text;
using FsCheck;

namespace LlmHttpMetrics.Tests.Events.Lines.VersionOne;

/// <summary>Lines that version 1 has written: those of <c>version-1.jsonl</c> by its own code.</summary>
public sealed class VersionOneTests
{
    private static readonly byte[][] Lines =
    [
        .. File.ReadAllLines(Path.Combine(TestContext.CurrentContext.TestDirectory, "Events/Lines/VersionOne/version-1.jsonl")).Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>Properties that the recorded lines do not have.</summary>
    private static readonly string[] NewProperties = [".Endpoint", ".CircuitState", ".ConstantTags", ".Call.FeatureVersion"];

    /// <summary>The events that were written, in their order.</summary>
    private static IEnumerable<LlmEvent> Events => new[] { EventSamples.Full(), EventSamples.Failed() }.Concat(EventSamples.Realistic(10, seed: 7));

    [Test]
    public void Events_OfVersionOne_AreReadAsTheyWere()
    {
        var events = Events.ToArray();
        Assert.That(Lines, Has.Length.EqualTo(events.Length));
        foreach (var (line, written) in Lines.Zip(events))
        {
            Assert.That(
                EventComparison.Differences(Rounded(written), Read(line)).Except(NewProperties),
                Is.Empty,
                Encoding.UTF8.GetString(line));
        }
    }

    [Test]
    public void Line_OfAnOlderVersion_LeavesDefaults()
    {
        var e = Read("""{"t":"2024-03-01T12:00:00Z","o":"completed"}""");

        Assert.That(
            (e.Outcome, e.Provider, e.Tokens, e.SamplingRate, e.FinishReasons.Count, e.Custom.Count, e.Call),
            Is.EqualTo(("completed", "", new LlmTokens(), 1d, 0, 0, (LlmCallInfo?)null)));
        Assert.That((e.ServerPort, e.Attempts), Is.EqualTo((443, 1)));
    }

    [TestCase("""{"t":"yesterday"}""")]
    [TestCase("""{"t":1}""")]
    [TestCase("""{"v":1}""", TestName = "No time")]
    [TestCase("""{"t":"2026-03-01T12:00:00Z","hp":"x"}""")]
    [TestCase("""{"t":"2026-03-01T12:00:00Z","hp":99999999999}""")]
    [TestCase("""{"t":"2026-03-01T12:00:00Z","ms":[1e300]}""")]
    [TestCase("""{"t":"2026-03-01T12:00:00Z","cost":1e300}""")]
    [TestCase("""{"t":"2026-03-01T12:00:00Z","id":"1"}""")]
    [TestCase("""{"t":"2026-03-01T12:00:00Z","x":[1]}""")]
    [TestCase("""{"t":"2026-03-01T12:00:00Z","tok":["5"]}""")]
    [TestCase("""{"t":"2026-03-01T12:00:00Z","cap":["5"]}""")]
    [TestCase("""{"t":"2026-03-01T12:00:00Z","cap":{"pages":"5"}}""")]
    [TestCase("""{"t":"2026-03-01T12:00:00Z","pr":{"p":[1]}}""", TestName = "Parts of no cost")]
    [TestCase(
        """{"t":"2026-03-01T12:00:00Z","cost":-79228162514264337593543950335,"pr":{"p":[79228162514264337593543950335]}}""",
        TestName = "Parts beyond decimals")]
    [TestCase("""{"t":"2026-03-01T12:00:00Z"} x""")]
    public void Line_ThatIsNoEvent_IsRefused(string line) => Assert.That(LlmEventJson.TryRead(Encoding.UTF8.GetBytes(line), out _), Is.False);

    [Test]
    public void Line_WithNullsInLists_IsReadWithoutThem() =>
        Assert.That(
            Read("""{"t":"2026-03-01T12:00:00Z","fin":[null,"stop"],"text":{"i":[null]},"by":{"t":null}}""").FinishReasons,
            Is.EqualTo(new[] { "stop" }));

    [Test]
    public void Line_WithConstantTags_IsReadWithThem() =>
        Assert.That(
            Read("""{"v":1,"t":"2026-03-01T12:00:00Z","constant_tags":{"region":"eu"},"usage_pending":true,"price_missing":true}"""),
            Has.Property("ConstantTags").EqualTo(new Dictionary<string, string> { ["region"] = "eu" })
                .And.Property("UsagePending").True.And.Property("PriceMissing").True);

    [Test]
    public void Line_WithNewerLists_IsReadAsFarAsTheyAreKnown() =>
        Assert.That(Read("""{"t":"2026-03-01T12:00:00Z","tok":[3,null,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18]}""").Tokens.OutputImage, Is.EqualTo(16));

    [Test]
    public void Line_Mangled_NeverThrows() => Mangling.OfLine(Lines[0]).QuickCheckThrowOnFailure();

    /// <summary>As far as a line of any version keeps times.</summary>
    private static LlmEvent Rounded(LlmEvent e)
    {
        ArrayBufferWriter<byte> line = new();
        LlmEventJson.Write(line, e);
        return Read(line.WrittenSpan.ToArray());
    }

    private static LlmEvent Read(string line) => Read(Encoding.UTF8.GetBytes(line));

    private static LlmEvent Read(byte[] line) => LlmEventJson.TryRead(line, out var e) ? e : throw new InvalidDataException(Encoding.UTF8.GetString(line));
}
