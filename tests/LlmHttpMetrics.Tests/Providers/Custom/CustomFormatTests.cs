using LlmHttpMetrics.CustomProviders;

namespace LlmHttpMetrics.Tests.Providers.Custom;

/// <summary>A described format is read as a built-in one is: whole or streamed, over any split.</summary>
public sealed class CustomFormatTests
{
    private const string OneEvent = """data: {"id":"r","text":"Hi"}""" + "\n\n";

    [Test]
    public async Task Answer_Whole_IsRead([Values] Delivery delivery, [Values] bool sync)
    {
        var result = await AcmeWire.Case(AcmeWire.Answer).PlayAsync(delivery, sync);

        AssertCommon(result);
        Assert.That((result.Event.Streamed, result.Event.ResponseCharacters, result.Event.ToolCalls), Is.EqualTo((false, 4L, 1)));
        Assert.That(result.Event.FinishReasons, Is.EqualTo(new[] { "end" }));
    }

    [Test]
    public async Task Answer_Streamed_IsRead([Values] Delivery delivery, [Values] bool sync)
    {
        var result = await AcmeWire.Case(AcmeWire.Stream, streamed: true).PlayAsync(delivery, sync);

        AssertCommon(result);
        Assert.That((result.Event.Streamed, result.Event.ResponseCharacters, result.Event.Chunks, result.Event.ToolCalls), Is.EqualTo((true, 4L, 4, 1)));
    }

    [Test]
    public async Task Answer_StreamedAndCut_IsBroken()
    {
        var cut = AcmeWire.Stream[..AcmeWire.Stream.IndexOf("data: {\"is\":\"bye\"", StringComparison.Ordinal)];

        var result = await AcmeWire.Case(cut, streamed: true).PlayAsync(Delivery.Whole, sync: true);

        Assert.That(result.Ending, Is.EqualTo((LlmOutcomes.Broken, "stream_truncated")));
        Assert.That(result.Tokens, Is.EqualTo(((double?)5, (double?)null)));
    }

    [TestCase("end", ExpectedResult = LlmOutcomes.Completed)]
    [TestCase("full", ExpectedResult = LlmOutcomes.Length)]
    [TestCase("hushed", ExpectedResult = LlmOutcomes.ContentFilter)]
    [TestCase("length", ExpectedResult = LlmOutcomes.Completed)]
    [TestCase("fell over", ExpectedResult = LlmOutcomes.Error)]
    [TestCase("max_tokens", ExpectedResult = LlmOutcomes.Length)]
    public async Task<string> FinishReason_ByItsWord_IsAnOutcome(string reason)
    {
        var body = AcmeWire.Answer.Replace("\"end\"", $"\"{reason}\"", StringComparison.Ordinal);

        return (await AcmeWire.Case(body).PlayAsync(Delivery.Whole, sync: true)).Event.Outcome;
    }

    [TestCase("""{"failure":{"code":"too_much","text":"no"}}""", false, "too_much")]
    [TestCase("""{"failure":"no","code":"too_much"}""", false, "too_much")]
    [TestCase("data: {\"is\":\"say\",\"piece\":\"Hi\"}\n\ndata: {\"is\":\"broken\",\"failure\":{\"code\":\"gone\"}}\n\n", true, "gone")]
    [TestCase("event: broken\ndata: {\"code\":\"gone\"}\n\n", true, "gone")]
    public async Task Error_UnderAGoodStatus_IsAnError(string body, bool streamed, string word)
    {
        var result = await AcmeWire.Case(body, streamed).PlayAsync(Delivery.SeededPieces, sync: true);

        Assert.That(result.Ending, Is.EqualTo((LlmOutcomes.Error, word)));
        Assert.That(result.Event.ErrorMessage, Is.Null, "nobody asked for messages");
    }

    [TestCase("data: {\"over\":true}\n\n", ExpectedResult = LlmOutcomes.Completed)]
    [TestCase("data: {\"over\":\"yes\"}\n\n", ExpectedResult = LlmOutcomes.Completed)]
    [TestCase("data: {\"over\":1}\n\n", ExpectedResult = LlmOutcomes.Completed)]
    [TestCase("data: [DONE]\n\n", ExpectedResult = LlmOutcomes.Completed)]
    [TestCase("data: {\"over\":false}\n\n", ExpectedResult = LlmOutcomes.Broken)]
    [TestCase("data: {\"over\":0}\n\n", ExpectedResult = LlmOutcomes.Broken)]
    [TestCase("data: {\"over\":null}\n\n", ExpectedResult = LlmOutcomes.Broken)]
    [TestCase("", ExpectedResult = LlmOutcomes.Broken)]
    public Task<string> Done_ByItsValue_EndsAStream(string lastEvent) =>
        OutcomeAsync(new() { Path = "/generate", Response = { Text = "text" }, Events = { Done = "over" } }, OneEvent + lastEvent);

    [TestCase("say", 2L)]
    [TestCase("sing", 2L)]
    [TestCase("think", 0L)]
    public async Task TypedText_ByItsType_IsVisibleOrNot(string type, long characters)
    {
        var stream = $"data: {{\"piece\":\"Hi\",\"is\":\"{type}\"}}\n\n";

        var result = await AcmeWire.Case(stream, streamed: true).PlayAsync(Delivery.ByteByByte, sync: true);

        Assert.That((result.Event.ResponseCharacters, result.Event.Chunks), Is.EqualTo((characters, 1)));
    }

    [Test]
    public async Task Choices_OfAStream_AreAllToBeFinished()
    {
        CustomEndpoint endpoint = new()
        {
            Path = "/generate",
            Request = { Stream = "live", ChoiceCount = "limits.out" },
            Response = { Choice = "all[*]", ChoiceIndex = "all[*].at", Text = "all[*].text", FinishReason = "all[*].stop" },
        };
        var one = """data: {"all":[{"text":"a","at":1,"stop":"end"}]}""" + "\n\n";

        Assert.That(await OutcomeAsync(endpoint, one), Is.EqualTo(LlmOutcomes.Broken));
        Assert.That(
            await OutcomeAsync(endpoint, string.Concat(Enumerable.Range(0, 9).Select(at => one.Replace("1", $"{at}", StringComparison.Ordinal)))),
            Is.EqualTo(LlmOutcomes.Completed));
    }

    [Test]
    public async Task Usage_Streamed_IsTheLastOfEachFigureAndTheFirstOfItsPaths()
    {
        CustomEndpoint endpoint = new()
        {
            Path = "/generate",
            Response =
            {
                Usage =
                {
                    Input = ["best.in", "usage.in"],
                    Output = "usage.out",
                    CachedInput = "usage.hit",
                    CacheWrite = "usage.new",
                    InputExcludesCache = true
                }
            },
        };
        var stream =
            "data: {\"usage\":{\"in\":1,\"out\":2,\"hit\":10}}\n\ndata: {\"best\":{\"in\":\"5\"},\"usage\":{\"in\":3,\"new\":100}}\n\ndata: "
                + "{\"usage\":{\"out\":8.0}}\n\ndata: [DONE]\n\n";

        var result = await AcmeWire.Case(stream, streamed: true, endpoint).PlayAsync(Delivery.ByteByByte, sync: false);

        Assert.That(result.Tokens, Is.EqualTo(((double?)115, (double?)8)));
    }

    [Test]
    public async Task Endpoint_WithAPathAlone_TakesTheCommonPlaces()
    {
        WireCase answer = AcmeWire.Case("""{"id":"r-1","model":"m-2","error":null}""", endpoint: new() { Path = "/generate" }) with
        {
            Request = """{"model":"m-1","stream":true}"""
        };

        var result = await answer.PlayAsync(Delivery.Whole, sync: true);

        Assert.That(
            (
                result.Event.RequestModel,
                result.Event.StreamRequested,
                result.Event.ResponseModel,
                result.Event.ResponseId,
                result.Event.Outcome,
                result.UsageMissing),
            Is.EqualTo(("m-1", true, "m-2", "r-1", LlmOutcomes.Completed, 0d)));
    }

    [Test]
    public async Task Paths_Emptied_AreNotRead()
    {
        var answer = AcmeWire.Case(
            """{"id":"r-1","model":"m-2","error":{"code":"x"}}""",
            endpoint: new() { Path = "/generate", Request = { Model = [] }, Response = { Id = [], Model = [], Error = [] } });

        var callEvent = (await answer.PlayAsync(Delivery.Whole, sync: true)).Event;

        Assert.That(
            (callEvent.RequestModel, callEvent.ResponseId, callEvent.ResponseModel, callEvent.Outcome),
            Is.EqualTo(((string?)null, (string?)null, (string?)null, LlmOutcomes.Completed)));
    }

    [Test]
    public async Task Usage_NotSent_IsMissingWhereItWasDescribed()
    {
        var result = await AcmeWire.Case("""{"ref":"r-1"}""").PlayAsync(Delivery.Whole, sync: true);

        Assert.That(result.UsageMissing, Is.EqualTo(1));
    }

    [Test]
    public async Task Embeddings_WithATotalAlone_HaveThatAsInput()
    {
        CustomEndpoint endpoint = new() { Path = "/generate", Operation = "embeddings", Response = { Usage = { Total = "tokens" } } };

        var result = await AcmeWire.Case("""{"tokens":12}""", endpoint: endpoint).PlayAsync(Delivery.Whole, sync: true);

        Assert.That((result.Event.Operation, result.Tokens.Input), Is.EqualTo(("embeddings", (double?)12)));
    }

    [Test]
    public async Task Format_BuiltIn_IsSpokenByADescribedHost()
    {
        var answer = AcmeWire.Case(WireSamples.ChatAnswer, endpoint: new() { Path = "/generate", Format = "openai.chat" }) with
        {
            Request = WireSamples.ChatRequest
        };

        var callEvent = (await answer.PlayAsync(Delivery.Whole, sync: true)).Event;

        Assert.That((callEvent.Provider, callEvent.WireFormat, callEvent.Tokens.Input), Is.EqualTo(("acme", "openai.chat", 11L)));
    }

    private static void AssertCommon(WireResult result)
    {
        var e = result.Event;
        Assert.That((e.Provider, e.Operation, e.WireFormat, e.Outcome, result.Failures), Is.EqualTo(("acme", "chat", "acme.chat", LlmOutcomes.Completed, 0d)));
        Assert.That((e.RequestModel, e.StreamRequested, e.PromptCharacters, e.ResponseModel, e.ResponseId), Is.EqualTo(("m-1", true, 6L, "m-1.2", "r-1")));
        Assert.That((e.Tokens.Input, e.Tokens.Output, e.Tokens.CachedInput), Is.EqualTo((5L, 7L, 2L)));
    }

    private static async Task<string> OutcomeAsync(CustomEndpoint endpoint, string stream) =>
        (await AcmeWire.Case(stream, streamed: true, endpoint).PlayAsync(Delivery.SeededPieces, sync: true)).Event.Outcome;
}
