using LlmHttpMetrics.CustomProviders;

namespace LlmHttpMetrics.Tests.Providers.Custom;

/// <summary>A described format is streamed in whatever frames, over any split.</summary>
public sealed class CustomFramingTests
{
    private static readonly (string Type, string Json)[] Events =
    [
        ("open", """{"ref":"r-1","engine":"m-2","cost":{"in":5}}"""),
        ("think", """{"piece":"Hm"}"""),
        ("say", """{"piece":"Hi "}"""),
        ("say", """{"piece":"🙂"}"""),
        ("bye", """{"over":true,"cost":{"out":7,"thought":3}}"""),
    ];

    public static readonly WireCase[] Streams =
    [
        Case(CustomFraming.ServerSentEvents, Text(e => $"data: {Typed(e)}\n\n")),
        Case(CustomFraming.JsonLines, Text(e => $"{Typed(e)}\n")),
        Case(CustomFraming.JsonArray, [.. "["u8, .. Text(e => $"{Typed(e)},")[..^1], .. "]"u8]),
        Case(CustomFraming.AwsEventStream, [.. Events.SelectMany(e => AwsFrames.Event(e.Type, e.Json))]),
        Case(CustomFraming.JsonLines, Text(e => $"data: {Typed(e)}\n\n")) with { Name = "events where lines were expected" },
    ];

    [Test]
    public async Task Stream_InItsFrames_IsRead([ValueSource(nameof(Streams))] WireCase stream, [Values] Delivery delivery, [Values] bool sync)
    {
        var result = await stream.PlayAsync(delivery, sync);

        var e = result.Event;
        Assert.That((e.Outcome, e.Streamed, e.StreamRequested, result.Failures), Is.EqualTo((LlmOutcomes.Completed, true, true, 0d)));
        Assert.That((e.ResponseId, e.ResponseModel, e.ResponseCharacters, e.Chunks), Is.EqualTo(("r-1", "m-2", 4L, 3)));
        Assert.That((e.Tokens.Input, e.Tokens.Output, e.Tokens.Reasoning), Is.EqualTo((5L, 10L, 3L)));
    }

    [Test]
    public async Task Stream_OfLinesCut_IsBroken()
    {
        var whole = Streams[1];

        var result = await (whole with { Body = whole.Body[..^50] }).PlayAsync(Delivery.SeededPieces, sync: true);

        Assert.That(result.Ending, Is.EqualTo((LlmOutcomes.Broken, "stream_truncated")));
    }

    [Test]
    public async Task Answer_OfOneValueWhereNoStreamWasAskedFor_IsWhole()
    {
        var answer = Streams[1] with { Body = WireSamples.Bytes("""{"ref":"r-1","cost":{"in":5}}"""), Request = """{"stream":false}""" };

        var result = await answer.PlayAsync(Delivery.Whole, sync: true);

        Assert.That((result.Event.Outcome, result.Event.Streamed, result.Event.Tokens.Input), Is.EqualTo((LlmOutcomes.Completed, false, 5L)));
    }

    private static WireCase Case(CustomFraming framing, byte[] body) => AcmeWire.Case("", endpoint: new()
    {
        Path = "/generate",
        Framing = framing,
        Streams = true,
        Response =
        {
            Model = "engine", Id = "ref", Type = "is", TypedText = "piece", Done = "over",
            Usage = { Input = "cost.in", Output = "cost.out", Reasoning = "cost.thought", OutputExcludesReasoning = true },
        },
        Types = { ["say"] = CustomTypeMeaning.Text, ["think"] = CustomTypeMeaning.Reasoning },
    }) with { Name = $"{framing}", Body = body, Request = """{"text":"Hi"}""", ContentType = "application/octet-stream" };

    private static byte[] Text(Func<(string Type, string Json), string> frame) => WireSamples.Bytes(string.Concat(Events.Select(frame)));

    private static string Typed((string Type, string Json) e) => $"{{\"is\":\"{e.Type}\",{e.Json[1..]}";
}
