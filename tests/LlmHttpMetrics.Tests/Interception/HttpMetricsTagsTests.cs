using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Interception;

/// <summary>The option that makes .NET's own handler tag its metrics is removed after the send: .NET 8 would reuse it for another request.</summary>
public sealed class HttpMetricsTagsTests
{
    [Test]
    public async Task Options_OfTheRequest_HoldItForTheSendAlone([Values] bool linked, [Values] bool fails)
    {
        List<int> during = [];
        await using MonitoredClient client = new(
            new StubHandler(request =>
            {
                during.Add(request.Options.Count(option => option.Key == "HttpMetricsEnrichmentContext"));
                return fails ? throw new HttpRequestException("down") : WireSamples.Trickle(WireSamples.ChatAnswer);
            }),
            options => options.TagHttpMetrics = true,
            builder => _ = linked ? builder.AddHttpMessageHandler(() => new PassThrough()) : builder);
        using var request = WireSamples.Post();

        try
        {
            using var response = await client.Http.SendAsync(request);
        }
        catch (HttpRequestException)
        {
            Assert.That(fails, Is.True);
        }

        Assert.That(during, Is.EqualTo(new[] { 1 }));
        Assert.That(request.Options.Select(option => option.Key), Has.None.EqualTo("HttpMetricsEnrichmentContext"));
        Assert.That(client.Outcome, Is.EqualTo(fails ? LlmOutcomes.Broken : LlmOutcomes.Completed));
    }

    [Test]
    public async Task Options_OfARequestNotTagged_AreLeftAlone()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));
        using var request = WireSamples.Post();

        using var response = await client.Http.SendAsync(request);

        Assert.That(request.Options, Is.Empty);
    }

    private sealed class PassThrough : DelegatingHandler;
}
