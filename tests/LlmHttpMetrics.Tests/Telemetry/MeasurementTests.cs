using System.Net;

namespace LlmHttpMetrics.Tests.Telemetry;

/// <summary>What a call makes of the instruments: values and tags, whole.</summary>
public sealed class MeasurementTests
{
    private static readonly string[] Base = ["gen_ai.operation.name", "gen_ai.provider.name", "gen_ai.request.model", "gen_ai.response.model"];
    private static readonly string[] Standard = [.. Base, "server.address", "server.port"];

    [Test]
    public async Task Answer_Whole_IsTheseMeasurementsAndNoOthers()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));

        using var response = await client.Http.SendAsync(WireSamples.Post());

        AssertAll(
            client,
            ("llm.attempts", 1, [.. Base, "llm.attempt.outcome"]),
            ("llm.attempt.duration", 0, [.. Base, "llm.attempt.outcome"]),
            ("llm.requests", 1, [.. Base, "llm.outcome"]),
            ("llm.tokens", 11, [.. Base, "gen_ai.token.type", "llm.token.source"]),
            ("llm.tokens", 7, [.. Base, "gen_ai.token.type", "llm.token.source"]),
            ("llm.tokens.cached", 4, Base),
            ("llm.tokens.reasoning", 3, Base),
            ("llm.cost", 0.00001585, [.. Base, "llm.currency", "llm.token.source", "llm.cost.source"]),
            ("llm.cost.cache_savings", 0.0000009, [.. Base, "llm.currency"]),
            ("gen_ai.client.operation.duration", 0, Standard),
            ("gen_ai.client.token.usage", 11, [.. Standard, "gen_ai.token.type"]),
            ("gen_ai.client.token.usage", 7, [.. Standard, "gen_ai.token.type"]));
        Assert.That(client.Recorder.Of("llm.tokens").Select(tokens => tokens.Tag("llm.token.source")), Has.All.EqualTo("provider"));
        Assert.That(client.Recorder.Of("gen_ai.client.token.usage").Select(usage => usage.Tag("gen_ai.token.type")), Is.EqualTo(new[] { "input", "output" }));
    }

    [Test]
    public async Task Answer_FromAnthropic_HasCacheFigures()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.MessagesAnswer));

        using var response = await client.Http.SendAsync(WireSamples.Post(WireSamples.AnthropicMessages, WireSamples.MessagesRequest));

        Assert.That(client.Recorder.Sum("llm.tokens", ("gen_ai.token.type", "input")), Is.EqualTo(10));
        Assert.That(client.Recorder.Only("llm.tokens.cached").Value, Is.EqualTo(3));
        Assert.That(client.Recorder.Only("llm.tokens.cache_write").Value, Is.EqualTo(2));
    }

    [Test]
    public async Task Error_ByStatus_HasItsTypeWhereTheContractSays()
    {
        await using MonitoredClient client = new(_ => Interception.RetryTests.Refusal());

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        AssertAll(
            client,
            ("llm.attempts", 1, [.. Base[..3], "llm.attempt.outcome", "error.type"]),
            ("llm.attempt.duration", 0, [.. Base[..3], "llm.attempt.outcome", "error.type"]),
            ("llm.requests", 1, [.. Base[..3], "llm.outcome", "error.type"]),
            ("gen_ai.client.operation.duration", 0, [.. Base[..3], "server.address", "server.port", "error.type"]));
        Assert.That(client.ErrorType, Is.EqualTo("rate_limit_exceeded"));
    }

    [TestCase(400, """{"error":{"code":"context_length_exceeded","type":"invalid_request_error"}}""", "context_length_exceeded")]
    [TestCase(401, """{"error":{"code":null,"type":"invalid_request_error"}}""", "invalid_request_error")]
    [TestCase(404, """{"error":{"code":404,"status":"NOT_FOUND","type":"not_found"}}""", "not_found")]
    [TestCase(500, "oops", "500")]
    [TestCase(503, "", "503")]
    [TestCase(200, """{"error":{"code":"overloaded","message":"m"}}""", "overloaded")]
    [TestCase(200, """{"error":"went wrong"}""", "_OTHER")]
    public async Task ErrorType_IsTheProvidersCodeElseItsTypeElseTheStatus(int status, string body, string expected)
    {
        await using MonitoredClient client = new(_ =>
        {
            var response = WireSamples.Trickle(body);
            response.StatusCode = (HttpStatusCode)status;
            return response;
        });

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(body));
        Assert.That((client.Outcome, client.ErrorType), Is.EqualTo((LlmOutcomes.Error, expected)));
    }

    [TestCase("stop", "completed")]
    [TestCase("tool_calls", "completed")]
    [TestCase("length", "length")]
    [TestCase("content_filter", "content_filter")]
    public async Task Outcome_OfAWholeAnswer_FollowsItsFinishReason(string reason, string outcome)
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer.Replace("\"stop\"", $"\"{reason}\"")));

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That((client.Outcome, client.ErrorType), Is.EqualTo((outcome, (object?)null)));
    }

    [TestCase("""{"choices":[{"finish_reason":"stop"}],"model":"m"}""", 1)]
    [TestCase("""{"choices":[{"finish_reason":"stop"}],"usage":null}""", 1)]
    [TestCase("""{"choices":[{"finish_reason":"stop"}],"usage":{"prompt_tokens":0,"completion_tokens":0}}""", 0)]
    public async Task Usage_NotSent_IsCountedAsMissing(string body, int missing)
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(body));

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That(client.Recorder.Sum("llm.usage.missing"), Is.EqualTo(missing));
        Assert.That(client.Recorder.Of("llm.tokens"), Has.Count.EqualTo(missing == 1 ? 0 : 2));
        Assert.That((await client.EventAsync()).UsageMissing, Is.EqualTo(missing == 1));
    }

    [Test]
    public async Task Measurements_OfABodyCutShort_AreBrokenAndTruncated()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer[..100]));

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That((client.Outcome, client.ErrorType), Is.EqualTo((LlmOutcomes.Broken, "stream_truncated")));
    }

    private static void AssertAll(MonitoredClient client, params (string Name, double Value, string[] Tags)[] expected)
    {
        Assert.That(
            client.Recorder.All.Select(m => $"{m.Instrument} {m.Value} {Sorted(m.Tags.Keys)}"),
            Is.EquivalentTo(expected.Select(m => $"{m.Name} {m.Value} {Sorted(m.Tags)}")));
    }

    private static string Sorted(IEnumerable<string> tags) => string.Join(',', tags.Order(StringComparer.Ordinal));
}
