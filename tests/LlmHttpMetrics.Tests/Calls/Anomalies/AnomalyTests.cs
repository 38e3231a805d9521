using LlmHttpMetrics.Tests.Counting.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Calls.Anomalies;

/// <summary>Implausible figures are reported on the event and counted, and others are not.</summary>
public sealed class AnomalyTests
{
    private const string Chat = """{"model":"acme-1","max_tokens":10,"messages":[{"role":"user","content":"Hi"}]}""";
    private const string TwoChoices = """{"model":"acme-1","max_tokens":10,"n":2,"messages":[{"role":"user","content":"Hi"}]}""";
    private const string WithTools = """{"model":"acme-1","tools":[{"type":"function"}],"messages":[{"role":"user","content":"Hi"}]}""";
    private const string Continued = """{"model":"acme-1","input":"Hi","previous_response_id":"resp_1"}""";
    private const string Responses = "https://api.openai.com/v1/responses";

    [TestCase(Chat, 5, 10, 0, null)]
    [TestCase(Chat, 5, 11, 0, LlmAnomalies.OutputAboveMaxTokens)]
    [TestCase(Chat, 5, 40, 30, null)]
    [TestCase(Chat, 5, 41, 30, LlmAnomalies.OutputAboveMaxTokens)]
    [TestCase(TwoChoices, 5, 20, 0, null)]
    [TestCase(TwoChoices, 5, 21, 0, LlmAnomalies.OutputAboveMaxTokens)]
    [TestCase(Chat, 77, 1, 0, null)]
    [TestCase(Chat, 79, 1, 0, LlmAnomalies.TokensAboveBytes)]
    [TestCase(WithTools, 5000, 1, 0, null)]
    [TestCase(WithTools, 5, 5000, 0, LlmAnomalies.TokensAboveBytes)]
    [TestCase(WithTools, 5, 5000, 4990, null)]
    [TestCase(Chat, 79, 11, 0, LlmAnomalies.TokensAboveBytes + "," + LlmAnomalies.OutputAboveMaxTokens)]
    public async Task Figures_OfTheProvider_AreLookedAt(string request, long input, long output, long reasoning, string? expected)
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(Answer(input, output, reasoning)));
        (await client.Http.SendAsync(WireSamples.Post(json: request))).Dispose();

        AssertFound(client, await client.EventAsync(), expected);
    }

    [Test]
    public async Task Request_ThatRefersToAnother_MayHaveMoreTokensThanBytes()
    {
        await using MonitoredClient client = new(
            _ => WireSamples.Trickle(
                """{"id":"r","object":"response","model":"acme-1","status":"completed","output":[],"usage":{"input_tokens":5000,"output_tokens":1}}"""));
        (await client.Http.SendAsync(WireSamples.Post(Responses, Continued))).Dispose();

        AssertFound(client, await client.EventAsync(), null);
    }

    /// <summary>A compressed request is not read, so that nothing is known of its length.</summary>
    [Test]
    public async Task Request_ThatWasNotRead_HasNoBytesToCompareWith()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(Answer(5000, 1, 0)));
        var request = WireSamples.Post(json: Chat);
        request.Content!.Headers.ContentEncoding.Add("gzip");
        (await client.Http.SendAsync(request)).Dispose();

        AssertFound(client, await client.EventAsync(), null);
    }

    [Test]
    public async Task Tokenizer_ThatCountsMoreThanThereIs_IsToldOf()
    {
        await using MonitoredClient client = new(
            new StubHandler(
                _ => WireSamples.Trickle(
                    """{"id":"c","model":"acme-1","choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}]}""")),
            services: services => services.AddSingleton<ITokenCounterSource>(new WordCounter { Tokens = _ => 6 }));
        (await client.Http.SendAsync(WireSamples.Post(json: Chat))).Dispose();

        AssertFound(client, await client.EventAsync(), LlmAnomalies.TokensAboveBytes);
    }

    [TestCase(150, LlmAnomalies.FarFromProvider)]
    [TestCase(60, null)]
    public async Task Count_FarFromTheProviders_IsToldOf(int reported, string? expected)
    {
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(Answer(reported, 3, 0))),
            options => options.Learning.Enabled = true,
            services: services => services.AddSingleton<ITokenCounterSource>(new WordCounter()));
        (await client.Http.SendAsync(
            WireSamples.Post(json: $$"""{"model":"acme-1","user":"{{new string('x', 400)}}","messages":[{"role":"user","content":"Hi"}]}""")))
            .Dispose();

        AssertFound(client, await client.EventAsync(), expected);
    }

    [Test]
    public async Task Count_OfWhatToolsCost_IsNotExpectedToBeNear()
    {
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(Answer(500, 3, 0))),
            options => options.Learning.Enabled = true,
            services: services => services.AddSingleton<ITokenCounterSource>(new WordCounter()));
        (await client.Http.SendAsync(WireSamples.Post(json: WithTools))).Dispose();

        AssertFound(client, await client.EventAsync(), null);
    }

    private static void AssertFound(MonitoredClient client, LlmEvent e, string? expected)
    {
        var names = expected?.Split(',') ?? [];
        Assert.That(e.Anomalies, Is.EqualTo(names));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.MeasurementAnomalies).Select(m => m.Tag(LlmTagNames.Anomaly)), Is.EqualTo(names));
    }

    private static string Answer(long input, long output, long reasoning) =>
        $$$"""{"id":"c","model":"acme-1","choices":[{"index":0,"message":{"role":"assistant","content":"Hello you there"},"finish_reason":"stop"}"""
            + $$$"""],"usage":{"prompt_tokens":{{{input}}},"completion_tokens":{{{output}}},"completion_tokens_details":{"reasoning_tokens":"""
            + $$$"""{{{reasoning}}} } } }""";
}
