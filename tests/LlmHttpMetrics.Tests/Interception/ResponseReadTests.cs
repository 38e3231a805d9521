namespace LlmHttpMetrics.Tests.Interception;

/// <summary>Whatever way the caller reads, he gets the provider's bytes, and the call is recorded once, before his last read returns.</summary>
public sealed class ResponseReadTests
{
    private static readonly HttpCompletionOption[] Completions = [HttpCompletionOption.ResponseHeadersRead, HttpCompletionOption.ResponseContentRead];

    [Test]
    public async Task Body_ReadInAnyWay_IsIdenticalAndRecordedOnce(
        [ValueSource(typeof(ReadPath), nameof(ReadPath.All))] ReadPath path,
        [Values] Delivery delivery,
        [ValueSource(nameof(Completions))] HttpCompletionOption completion)
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer, delivery));
        using var response = await client.Http.SendAsync(WireSamples.Post(), completion);

        var bytes = await path.ReadAsync(response.Content);

        Assert.That(bytes, Is.EqualTo(WireSamples.Bytes(WireSamples.ChatAnswer)));
        AssertRecorded(client);
        Assert.That((await client.EventAsync()).ResponseBytes, Is.EqualTo(bytes.Length));
    }

    [Test]
    public async Task Stream_ReadInAnyWay_IsIdenticalAndRecordedOnce(
        [ValueSource(typeof(ReadPath), nameof(ReadPath.All))] ReadPath path, [Values] Delivery delivery)
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatStream, delivery, "text/event-stream"));
        using var response = await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest), HttpCompletionOption.ResponseHeadersRead);

        var bytes = await path.ReadAsync(response.Content);

        Assert.That(bytes, Is.EqualTo(WireSamples.Bytes(WireSamples.ChatStream)));
        AssertRecorded(client);
        Assert.That((await client.EventAsync()).Chunks, Is.EqualTo(2));
    }

    [Test]
    public async Task Body_SentSynchronously_IsIdenticalAndRecordedOnce(
        [ValueSource(typeof(ReadPath), nameof(ReadPath.All))] ReadPath path, [ValueSource(nameof(Completions))] HttpCompletionOption completion)
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer, Delivery.SeededPieces));
        using var response = client.Http.Send(WireSamples.Post(), completion);

        var bytes = await path.ReadAsync(response.Content);

        Assert.That(bytes, Is.EqualTo(WireSamples.Bytes(WireSamples.ChatAnswer)));
        AssertRecorded(client);
    }

    [Test]
    public async Task Body_GotByGetString_IsIdentical()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));

        using var response = await client.Http.PostAsync(new Uri(WireSamples.OpenAiChat), WireSamples.Json(WireSamples.ChatRequest));

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(WireSamples.ChatAnswer));
        AssertRecorded(client);
    }

    [Test]
    public async Task GetStream_OfStoredResponse_IsIdenticalAndNoRequest()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle("""{"id":"resp_1","usage":{"input_tokens":1}}"""));

        await using var stream = await client.Http.GetStreamAsync(new Uri("https://api.openai.com/v1/responses/resp_1"));
        using StreamReader reader = new(stream);

        Assert.That(await reader.ReadToEndAsync(), Is.EqualTo("""{"id":"resp_1","usage":{"input_tokens":1}}"""));
        Assert.That(client.Recorder.All, Is.Empty);
    }

    [Test]
    public async Task Body_WithReadsThatCompleteAtOnce_IsIdenticalAndRecordedOnce([ValueSource(typeof(ReadPath), nameof(ReadPath.All))] ReadPath path)
    {
        await using MonitoredClient client = new(
            _ => WireSamples.Stream(new TrickleStream(WireSamples.Bytes(WireSamples.ChatAnswer), Delivery.SeededPieces, seed: 3) { IsAsync = false }));
        using var response = await client.Http.SendAsync(WireSamples.Post(), HttpCompletionOption.ResponseHeadersRead);

        var bytes = await path.ReadAsync(response.Content);

        Assert.That(bytes, Is.EqualTo(WireSamples.Bytes(WireSamples.ChatAnswer)));
        AssertRecorded(client);
    }

    [Test]
    public async Task Reads_OfTheCaller_ArePassedOnAsTheyAre()
    {
        TrickleStream network = new(WireSamples.Bytes(WireSamples.ChatAnswer), Delivery.SeededPieces);
        await using MonitoredClient client = new(_ => WireSamples.Stream(network));
        using var response = await client.Http.SendAsync(WireSamples.Post(), HttpCompletionOption.ResponseHeadersRead);
        var stream = await response.Content.ReadAsStreamAsync();
        Assert.That(network.Requested, Is.Empty, "nothing is read ahead");

        int[] sizes = [5, 0, 64, 1, 33];
        foreach (var size in sizes)
        {
            _ = await stream.ReadAsync(new byte[size]);
        }

        Assert.That(network.Requested, Is.EqualTo(sizes));
    }

    private static void AssertRecorded(MonitoredClient client)
    {
        // No flush and no dispose yet: the call that ended the exchange has recorded it.
        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Completed));
        Assert.That(client.Recorder.Only(LlmInstrumentNames.OperationDuration).Tag(LlmTagNames.ResponseModel), Is.EqualTo("gpt-5-mini-2025-08-07"));
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Tokens, (LlmTagNames.TokenType, "input")), Is.EqualTo(11));
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Tokens, (LlmTagNames.TokenType, "output")), Is.EqualTo(7));
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Attempts), Is.EqualTo(1));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);
    }
}
