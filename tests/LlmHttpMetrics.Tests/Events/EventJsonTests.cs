using System.Buffers;
using System.Collections;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LlmHttpMetrics.Events.Lines;
using LlmHttpMetrics.Tests.Events.Lines;

namespace LlmHttpMetrics.Tests.Events;

/// <summary>An event as a line, and back.</summary>
public sealed class EventJsonTests
{
    private const int MostWithEverything = 2600;
    private const int MostBytes = 2500;
    private const int MostZipped = 220;

    [Test]
    public void Properties_AllOfThem_AreWrittenAndRead()
    {
        HashSet<string> unset = [], set = [];
        foreach (var written in new[] { EventSamples.Full(), EventSamples.Failed() })
        {
            foreach (var (path, value, same) in EventComparison.Compare("", written, Read(Bytes(written))))
            {
                (IsDefault(value) ? unset : set).Add(path);
                Assert.That(same, Is.True, $"{path} is not in the JSON, or not read.");
            }
        }

        Assert.That(unset.Except(set), Is.Empty, "No sample sets it, so that nothing is known of it: one of EventSamples has to.");
    }

    [Test]
    public void Event_Full_TakesFewBytes()
    {
        var json = Bytes(EventSamples.Full());

        TestContext.Out.WriteLine($"A full event takes {json.Length} bytes.");
        Assert.That(json, Has.Length.LessThanOrEqualTo(MostWithEverything), Encoding.UTF8.GetString(json));
    }

    [Test]
    public void Events_Realistic_ZipWell()
    {
        const int Count = 10_000;
        using MemoryStream zipped = new();
        long plain = 0;
        using (GZipStream zip = new(zipped, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (var e in EventSamples.Realistic(Count, seed: 1))
            {
                var line = Bytes(e);
                plain += line.Length + 1;
                zip.Write(line);
                zip.Write("\n"u8);
            }
        }

        TestContext.Out.WriteLine($"{Count} events take {(double)plain / Count:0.0} bytes each, and {(double)zipped.Length / Count:0.0} with gzip.");
        Assert.That((double)plain / Count, Is.LessThanOrEqualTo(MostBytes));
        Assert.That((double)zipped.Length / Count, Is.LessThanOrEqualTo(MostZipped));
    }

    [Test]
    public void Event_WithoutAnythingOptional_LeavesNullsOut()
    {
        var e = new LlmEvent
        {
            Id = Guid.Empty, Timestamp = new DateTimeOffset(2026, 3, 1, 13, 0, 0, TimeSpan.FromHours(1)), ClientName = "", Provider = "openai",
            Operation = "chat", WireFormat = "openai.chat",
            ServerAddress = "h", ServerPort = 443, Outcome = "broken", Tokens = new LlmTokens(), Duration = TimeSpan.FromTicks(12_345_678), Attempts = 1,
        };

        Assert.That(
            Encoding.UTF8.GetString(Bytes(e)),
            Is.EqualTo(
                """{"version":2,"timestamp":"2026-03-01T12:00:00.000Z","provider_name":"openai","operation_name":"chat","wire_format":"openai.chat","server"""
                + """_address":"h","server_port":443,"outcome":"broken","duration_ms":1234.568,"attempts":1,"sampling_rate":1}"""));
    }

    [Test]
    public void Cost_OfZero_IsWritten()
    {
        var e = EventSamples.Full();
        e.Cost = 0m;

        Assert.That(Read(Bytes(e)).Cost, Is.Zero);
    }

    [Test]
    public void CostParts_AnyOfThem_ComeBackExactly() => Prop.ForAll(
        Gen.Choose(0, 1_000_000).ArrayOf(8).ToArbitrary(),
        millionths =>
        {
            var amounts = Array.ConvertAll(millionths, count => count % 3 == 0 ? 0m : count / 1_000_000_000m);
            LlmCostParts parts = new()
            {
                Input = amounts[0],
                CacheRead = amounts[1],
                CacheWrite = amounts[2],
                Output = amounts[3],
                Request = amounts[4],
                Characters = amounts[5],
                Tools = amounts[6]
            };
            var sum = amounts[..7].Sum();
            return Array.TrueForAll([sum, sum + amounts[7], (decimal?)null], cost =>
            {
                var e = Sample(TimeSpan.Zero);
                (e.Cost, e.CostParts) = (cost, parts);
                return Read(Bytes(e)) is { } read && read.CostParts == parts && read.Cost == cost;
            });
        }).QuickCheckThrowOnFailure();

    [TestCase(null, null)]
    [TestCase("provider", LlmCostMethods.Reported)]
    [TestCase("table", LlmCostMethods.CapacityBased)]
    [TestCase("table", null)]
    [TestCase(null, LlmCostMethods.TokenBased)]
    public void Cost_OfAnySourceAndMethod_ComesBackAsItWas(string? source, string? method)
    {
        var e = Sample(TimeSpan.Zero);
        (e.Cost, e.CostConfidence, e.CostSource, e.CostMethod) = (1m, 1, source, method);

        Assert.That((Read(Bytes(e)).CostSource, Read(Bytes(e)).CostMethod), Is.EqualTo((source, method)));
    }

    [Test]
    public void Cost_WithNothingToSayOfIt_ComesBackAlone()
    {
        var e = Sample(TimeSpan.Zero);
        e.Cost = 1m;

        var read = Read(Bytes(e));
        Assert.That((
            read.Cost, read.CostSource, read.CostMethod, read.CostParts), Is.EqualTo(((decimal?)1m, (string?)null, (string?)null, (LlmCostParts?)null)));
    }

    [TestCase("input.characters", "output.lines")]
    [TestCase("input.bytes", "pages")]
    [TestCase("pages")]
    public void Capacity_OfAnyUnits_ComesBack(params string[] names)
    {
        var e = EventSamples.Full();
        e.Capacity = names.ToDictionary(name => name, _ => 2.5);

        Assert.That(Read(Bytes(e)).Capacity, Is.EquivalentTo(e.Capacity));
    }

    [Test]
    public void Line_WithTheTimeAlone_LeavesDefaults()
    {
        var e = Read("""{"version":2,"timestamp":"2026-03-01T12:00:00Z"}""");

        Assert.That(
            (e.Outcome, e.Provider, e.Tokens, e.SamplingRate, e.FinishReasons.Count, e.Custom.Count, e.Call),
            Is.EqualTo(("", "", new LlmTokens(), 1d, 0, 0, (LlmCallInfo?)null)));
        Assert.That((e.Anomalies.Count, e.CostDoubts.Count, e.HostedTools.Count, e.StrategyFallbacks.Count, e.ConstantTags.Count), Is.EqualTo((0, 0, 0, 0, 0)));
    }

    [Test]
    public void Line_OfNullsAlone_LeavesDefaults()
    {
        var nulls = string.Concat(LineFormat.Full.EventNames.Except(["timestamp"])
            .Where(name => name is "client_name" or "provider_name" or "outcome" or "custom" or "tags" or "hosted_tools" or "anomalies" or "cost_doubts"
                or "response_finish_reasons" or "strategy_fallbacks" or "constant_tags" or "content" or "feature")
            .Select(name => $",\"{name}\":null"));
        var e = Read($$"""{"version":2,"timestamp":"2026-03-01T12:00:00Z"{{nulls}}}""");

        Assert.That(
            (e.ClientName, e.Provider, e.Outcome, e.Custom.Count, e.HostedTools.Count, e.Anomalies.Count, e.FinishReasons.Count),
            Is.EqualTo(("", "", "", 0, 0, 0, 0)));
    }

    [Test]
    public void Line_OfANewerVersion_IsReadAsFarAsItIsKnown()
    {
        var e = Read(
            """{"version":7,"new":{"deep":[1,{"x":null}]},"timestamp":"2030-03-01T12:00:00.000Z","usage_input_tokens":3,"usage_thought_tokens":4,"user"""
            + """_id":"u","tenant":{},"provider_name":"p"}""");

        Assert.That((e.Provider, e.Tokens.Input, e.Call!.UserId, e.Call.Tags.Count), Is.EqualTo(("p", (long?)3, "u", 0)));
    }

    [Test]
    public void Line_WithItsNamesInAnyOrder_IsRead()
    {
        var e = Read("""{"user_id":"u","usage_input_tokens":3,"timestamp":"2030-03-01T12:00:00.000Z","provider_name":"p","version":2}""");

        Assert.That((e.Provider, e.Tokens.Input, e.Call!.UserId), Is.EqualTo(("p", (long?)3, "u")));
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("7")]
    [TestCase("{}", TestName = "No time")]
    [TestCase("""{"version":2}""", TestName = "No time in version 2")]
    [TestCase("""{"version":"2","timestamp":"2026-03-01T12:00:00Z"}""")]
    [TestCase("""{"version":2,"timestamp":"yesterday"}""")]
    [TestCase("""{"version":2,"timestamp":1}""")]
    [TestCase("""{"version":2,"timestamp":"2026-03-01T12:00:00Z","server_port":"x"}""")]
    [TestCase("""{"version":2,"timestamp":"2026-03-01T12:00:00Z","server_port":99999999999}""")]
    [TestCase("""{"version":2,"timestamp":"2026-03-01T12:00:00Z","duration_ms":1e300}""")]
    [TestCase("""{"version":2,"timestamp":"2026-03-01T12:00:00Z","duration_ms":"1"}""")]
    [TestCase("""{"version":2,"timestamp":"2026-03-01T12:00:00Z","cost":1e300}""")]
    [TestCase("""{"version":2,"timestamp":"2026-03-01T12:00:00Z","id":"1"}""")]
    [TestCase("""{"version":2,"timestamp":"2026-03-01T12:00:00Z","custom":[1]}""")]
    [TestCase("""{"version":2,"timestamp":"2026-03-01T12:00:00Z","usage_input_tokens":"5"}""")]
    [TestCase("""{"version":2,"timestamp":"2026-03-01T12:00:00Z","user_id":5}""")]
    [TestCase("""{"version":2,"timestamp":"2026-03-01T12:00:00Z","response_finish_reasons":"stop"}""")]
    [TestCase("""{"version":2,"timestamp":"2026-03-01T12:00:00Z","response_finish_reasons":[1]}""")]
    [TestCase("""{"version":2,"timestamp":"2026-03-01T12:00:00Z","capacity":{"pages":"5"}}""")]
    [TestCase("""{"version":2,"timestamp":"2026-03-01T12:00:00Z"} x""")]
    [TestCase("""{"version":2,"amends":"3f2b8c1e-94d7-4a60-b1f5-7c8e2d903a46","timestamp":"2026-03-01T12:00:00Z"}""", TestName = "An amendment")]
    public void Line_ThatIsNoEvent_IsRefused(string line) => Assert.That(LlmEventJson.TryRead(Encoding.UTF8.GetBytes(line), out _), Is.False);

    [TestCase("{}")]
    [TestCase("\"amends\"")]
    [TestCase("""{"version":2,"amends":null,"timestamp":"2026-03-01T12:00:00Z"}""")]
    [TestCase("""{"version":2,"amends":"1","timestamp":"2026-03-01T12:00:00Z"}""")]
    [TestCase("""{"version":2,"amends":"3f2b8c1e-94d7-4a60-b1f5-7c8e2d903a46"}""", TestName = "Without a time")]
    [TestCase("""{"version":2,"amends":"3f2b8c1e-94d7-4a60-b1f5-7c8e2d903a46","timestamp":"2026-03-01T12:00:00Z","cost":"2"}""")]
    public void Line_ThatIsNoAmendment_IsRefused(string line) => Assert.That(LlmEventJson.TryReadAmendment(Encoding.UTF8.GetBytes(line), out _), Is.False);

    [Test]
    public void Line_WithNullsInLists_IsReadWithoutThem() =>
        Assert.That(
            Read("""{"version":2,"timestamp":"2026-03-01T12:00:00Z","response_finish_reasons":[null,"stop"],"content":{"input":[null]}}""").FinishReasons,
            Is.EqualTo(new[] { "stop" }));

    [Test]
    public void Line_Mangled_NeverThrows() => Mangling.OfLine(Bytes(EventSamples.Full())).QuickCheckThrowOnFailure();

    [Test]
    public void Amendment_Whole_IsALineOfItsOwn()
    {
        ArrayBufferWriter<byte> writer = new();
        LlmEventJson.Write(writer, new LlmEventAmendment
        {
            EventId = new Guid("3f2b8c1e-94d7-4a60-b1f5-7c8e2d903a46"), Timestamp = DateTimeOffset.UnixEpoch, Amended = DateTimeOffset.UnixEpoch.AddSeconds(1),
            Tokens = new LlmTokens { Input = 11, Output = 7 }, TokenSource = "provider", Cost = 2.00m, Currency = "USD",
        });

        Assert.That(
            Encoding.UTF8.GetString(writer.WrittenSpan),
            Is.EqualTo(
                """{"version":2,"amends":"3f2b8c1e-94d7-4a60-b1f5-7c8e2d903a46","timestamp":"1970-01-01T00:00:00.000Z","amend"""
                + """ed":"1970-01-01T00:00:01.000Z","token_source":"provider","cost":2.00,"currency":"USD","usage_input_tokens":11,"usage"""
                + """_output_tokens":7}"""));
    }

    [Test]
    public void Line_DeeplyNested_IsRefused() =>
        Assert.That(
            LlmEventJson.TryRead(Encoding.UTF8.GetBytes("""{"version":2,"timestamp":"2026-03-01T12:00:00Z","new":""" + new string('[', 100_000)), out _),
            Is.False);

    [Test]
    public void Times_AnyOfThem_ComeBackToTheMicrosecond() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        microseconds =>
        {
            var duration = TimeSpan.FromMicroseconds(microseconds);
            return Read(Bytes(Sample(duration))).Duration == duration;
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Texts_OfAnyKind_ComeBackAndBreakNoLine() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>(),
        text =>
        {
            var e = EventSamples.Full();
            e.Custom["any"] = text + "\r\n\u2028\"\\\0";
            var json = Bytes(e);
            return !json.AsSpan().ContainsAny("\r\n"u8) && (HasLoneSurrogate(text) || Equals(Read(json).Custom["any"], e.Custom["any"]));
        }).QuickCheckThrowOnFailure();

    [Test]
    public void CustomValues_OfManyTypes_AreWrittenAsWhatTheyAre()
    {
        var e = EventSamples.Full();
        e.Custom.Clear();
        e.Custom["text"] = "x";
        e.Custom["number"] = 7;
        e.Custom["large"] = ulong.MaxValue;
        e.Custom["share"] = 0.5;
        e.Custom["nan"] = double.NaN;
        e.Custom["money"] = 1.10m;
        e.Custom["yes"] = true;
        e.Custom["nothing"] = null;
        e.Custom["day"] = DayOfWeek.Friday;
        e.Custom["time"] = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        e.Custom["faulty"] = new Faulty();

        using var json = JsonDocument.Parse(Bytes(e));

        Assert.That(
            json.RootElement.GetProperty("custom").GetRawText(),
            Is.EqualTo("""{"text":"x","number":7,"large":18446744073709551615,"share":0.5,"nan":"NaN","money":1.10,"yes":true,"nothing":null"""
                + ""","day":"Friday","time":"2026-03-01T12:00:00+00:00","faulty":null}"""));
        Assert.That((Read(Bytes(e)).Custom["number"], Read(Bytes(e)).Custom["share"]), Is.EqualTo(((object?)7L, (object?)0.5)));
    }

    [Test]
    public void Figures_ThatAreNoNumbers_DoNotStopTheLine()
    {
        var e = EventSamples.Full();
        e.TokenConfidence = double.NaN;

        Assert.That(Read(Bytes(e)).TokenConfidence, Is.NaN);
    }

    private static bool HasLoneSurrogate(string text) => !Equals(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)), text);

    private static LlmEvent Sample(TimeSpan duration) => new()
    {
        Id = Guid.NewGuid(), Timestamp = DateTimeOffset.UnixEpoch, ClientName = "", Provider = "", Operation = "", WireFormat = "",
        ServerAddress = "", ServerPort = 1, Outcome = "", Tokens = new LlmTokens(),
        Duration = duration, Attempts = 1,
    };

    private static byte[] Bytes(LlmEvent e)
    {
        ArrayBufferWriter<byte> writer = new();
        LlmEventJson.Write(writer, e);
        return writer.WrittenSpan.ToArray();
    }

    private static LlmEvent Read(string line) => Read(Encoding.UTF8.GetBytes(line));

    private static LlmEvent Read(byte[] line) => LlmEventJson.TryRead(line, out var e) ? e : throw new InvalidDataException(Encoding.UTF8.GetString(line));

    private static bool IsDefault(object? value) => value switch
    {
        null => true,
        string text => text.Length == 0,
        IEnumerable items => !items.Cast<object>().Any(),
        _ => value.GetType().IsValueType && value.Equals(Activator.CreateInstance(value.GetType())),
    };

    private sealed class Faulty
    {
        public override string ToString() => throw new InvalidOperationException("It has no text.");
    }
}
