namespace LlmHttpMetrics.Tests.Interception;

/// <summary>A handler only sees that a token was canceled; the time at which it was canceled shows by whom.</summary>
public sealed class ClientTimeoutTests
{
    [TestCase(100_000, 100_001, LlmOutcomes.Timeout)]
    [TestCase(100_000, 99_751, LlmOutcomes.Timeout)]
    [TestCase(100_000, 99_749, LlmOutcomes.Cancelled)]
    [TestCase(2_000, 1_751, LlmOutcomes.Timeout)]
    [TestCase(2_000, 1_749, LlmOutcomes.Cancelled)]
    [TestCase(400, 351, LlmOutcomes.Timeout)]
    [TestCase(400, 349, LlmOutcomes.Cancelled)]
    [TestCase(100, 85, LlmOutcomes.Timeout)]
    [TestCase(100, 83, LlmOutcomes.Cancelled)]
    [TestCase(20, 11, LlmOutcomes.Timeout)]
    [TestCase(20, 9, LlmOutcomes.Cancelled)]
    public async Task Token_FiresAfter_IsJudgedByTheClientsTimeout(int timeout, int after, string outcome)
    {
        using CancellationTokenSource cancellation = new();
        MonitoredClient? client = null;
        StubHandler network = new((_, token) =>
        {
            client!.Time.AdvanceMilliseconds(after);
            cancellation.Cancel();
            throw new OperationCanceledException(token);
        });
        await using (client = new MonitoredClient(network, options => options.ClientTimeout = TimeSpan.FromMilliseconds(timeout)))
        {
            await Assert.CatchAsync<OperationCanceledException>(() => client.Http.SendAsync(WireSamples.Post(), cancellation.Token));

            Assert.That(client.Outcome, Is.EqualTo(outcome));
        }
    }
}
