namespace LlmHttpMetrics.Tests.Telemetry;

/// <summary>The clocks of a stream, on a clock that only the test moves.</summary>
public sealed class StreamTimeTests
{
    [Test]
    public async Task Stream_Read_IsTimedByTheReadsThatBroughtIt()
    {
        // Role, "Hi", " 🙂", finish, usage, [DONE]: what the network makes the reader wait for each.
        int[] waits = [100, 200, 50, 10, 20, 5];
        await using var client = Client(waits);
        using var response = await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest), HttpCompletionOption.ResponseHeadersRead);

        await (await response.Content.ReadAsStreamAsync()).CopyToAsync(Stream.Null);

        Assert.That(Value(client, "llm.time_to_first_token"), Is.EqualTo(0.3).Within(1e-9));
        Assert.That(Value(client, "llm.time_to_first_answer"), Is.EqualTo(0.3).Within(1e-9));
        Assert.That(Value(client, "gen_ai.client.operation.time_to_first_chunk"), Is.EqualTo(0.3).Within(1e-9));
        Assert.That(Value(client, "gen_ai.client.operation.time_per_output_chunk"), Is.EqualTo(0.05).Within(1e-9));
        Assert.That(Value(client, "llm.longest_stall"), Is.EqualTo(0.05).Within(1e-9));
        Assert.That(Value(client, "llm.time_per_output_token"), Is.EqualTo(0.05 / 6).Within(1e-7));
        Assert.That(Value(client, "gen_ai.client.operation.duration"), Is.EqualTo(0.385).Within(1e-9));
    }

    [Test]
    public async Task Stream_CallerPauses_TheStallIsNotHis()
    {
        await using var client = Client([0, 0, 40, 0, 0, 0]);
        using var response = await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest), HttpCompletionOption.ResponseHeadersRead);
        var stream = await response.Content.ReadAsStreamAsync();

        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer) > 0)
        {
            client.Time.Advance(TimeSpan.FromSeconds(9));
        }

        Assert.That(Value(client, "llm.longest_stall"), Is.EqualTo(0.04).Within(1e-9));
    }

    [Test]
    public async Task Stream_EverythingInOneRead_HasNoTimeBetweenItsChunks()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatStream));
        using var response = await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest), HttpCompletionOption.ResponseHeadersRead);

        _ = await (await response.Content.ReadAsStreamAsync()).ReadAsync(new byte[65_536]);
        response.Dispose();

        Assert.That(Value(client, "gen_ai.client.operation.time_per_output_chunk"), Is.Zero);
        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Completed), "disposed after [DONE]");
    }

    /// <summary>A clock of the application's own may do so, and a virtual machine's.</summary>
    [Test]
    public async Task Times_OfAClockThatGoesBack_AreNeverNegative(
        [Values(0, 1, 2, 3, 4, 5)] int at, [Values(-1_000, -1_000_000)] int back, [Values] bool pumped)
    {
        int[] waits = [100, 200, 50, 10, 20, 5];
        waits[at] = back;
        await using var client = Client(waits);
        using (var response = await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest), HttpCompletionOption.ResponseHeadersRead))
        {
            await (pumped ? response.Content.CopyToAsync(Stream.Null) : (await response.Content.ReadAsStreamAsync()).CopyToAsync(Stream.Null));
        }

        var e = await client.EventAsync();
        Assert.That(client.Recorder.All.Where(measurement => measurement.Value < 0), Is.Empty);
        Assert.That(
            new[] { e.Duration, e.TimeToFirstToken, e.TimeToFirstAnswer, e.TimePerOutputToken, e.LongestStall },
            Has.All.Not.Null.And.All.GreaterThanOrEqualTo(TimeSpan.Zero));
    }

    [Test]
    public async Task Times_OfACallDuringWhichTheClockGoesBack_AreNone()
    {
        MonitoredClient client = null!;
        client = new(_ =>
        {
            client.Time.Advance(TimeSpan.FromSeconds(-1));
            return WireSamples.Trickle(WireSamples.ChatAnswer);
        });
        await using (client)
        {
            using var response = await client.Http.SendAsync(WireSamples.Post());

            Assert.That((Value(client, "gen_ai.client.operation.duration"), Value(client, "llm.attempt.duration")), Is.EqualTo((0d, 0d)));
        }
    }

    [Test]
    public async Task Answer_NotStreamed_HasNoStreamTimes()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));

        using var response = await client.Http.SendAsync(WireSamples.Post());

        string[] timed =
        [
            "llm.time_to_first_token", "llm.time_to_first_answer", "llm.time_per_output_token", "llm.longest_stall",
            "gen_ai.client.operation.time_to_first_chunk"
        ];
        Assert.That(client.Recorder.All.Where(measurement => timed.Contains(measurement.Instrument)), Is.Empty);
    }

    private static double Value(MonitoredClient client, string instrument) => client.Recorder.Only(instrument).Value;

    /// <summary>The stream, an event a read, each after a wait in milliseconds.</summary>
    private static MonitoredClient Client(int[] waits)
    {
        MonitoredClient client = null!;
        client = new(
            _ => WireSamples.Stream(
                new PacedStream(WireSamples.ChatStream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries), waits, client.Time), "text/event-stream"));
        return client;
    }
}
