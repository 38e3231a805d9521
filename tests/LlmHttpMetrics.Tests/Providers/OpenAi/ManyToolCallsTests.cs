using LlmHttpMetrics.Tests.Reading;

namespace LlmHttpMetrics.Tests.Providers.OpenAi;

/// <summary>More calls, and more choices, than are kept separately: nothing fails, and the rest of the stream is read.</summary>
public sealed class ManyToolCallsTests
{
    private const int Many = 300;

    [Test]
    public async Task Stream_OfManyToolCalls_IsMeasured([Values] Delivery delivery, [Values] bool sync)
    {
        var result = await PlayAsync(
            i => $$$"""{"index":0,"delta":{"tool_calls":[{"index":{{{i}}},"id":"call_{{{i}}}","function":{"name":"f","arguments":"{}"}}]}}""", delivery, sync);

        Assert.That(result.Ending.Outcome, Is.EqualTo(LlmOutcomes.Completed));
        Assert.That((result.Tokens, result.Failures, result.Event.ToolCalls), Is.EqualTo((((double?)11, (double?)7), 0d, Many)));
    }

    [Test]
    public async Task Stream_OfManyChoices_IsMeasured([Values] Delivery delivery, [Values] bool sync)
    {
        var result = await PlayAsync(i => $$"""{"index":{{i}},"delta":{"content":"x"},"finish_reason":"stop"}""", delivery, sync);

        Assert.That(result.Ending.Outcome, Is.EqualTo(LlmOutcomes.Completed));
        Assert.That((result.Tokens, result.Failures), Is.EqualTo((((double?)11, (double?)7), 0d)));
        Assert.That(result.Event.FinishReasons, Has.Count.EqualTo(128).And.All.EqualTo("stop"));
    }

    private static Task<WireResult> PlayAsync(Func<int, string> choice, Delivery delivery, bool sync)
    {
        var chunks = string.Concat(Enumerable.Range(0, Many).Select(i => $"data: {{\"choices\":[{choice(i)}]}}\n\n"));
        return (WireBodies.ChatStream with { Body = WireSamples.Bytes(chunks + WireSamples.ChatStream) }).PlayAsync(delivery, sync);
    }
}
