namespace LlmHttpMetrics.Tests.Providers.Catalogue;

/// <summary>The hint names the provider of unknown hosts.</summary>
public sealed class ProviderHintTests
{
    [Test]
    public async Task Hint_AtAnUnknownHost_NamesTheProviderAndItsFormat()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.MessagesAnswer), options => options.Provider = "anthropic");

        using var response = await client.Http.SendAsync(WireSamples.Post("http://proxy.internal/v1/messages", WireSamples.MessagesRequest));

        var callEvent = await client.EventAsync();
        Assert.That((callEvent.Provider, callEvent.Tokens.Input, callEvent.Tokens.Output), Is.EqualTo(("anthropic", 10L, 4L)));
    }

    [Test]
    public async Task Hint_AtAKnownHost_GivesWay()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer), options => options.Provider = "anthropic");

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That((await client.EventAsync()).Provider, Is.EqualTo("openai"));
    }

    [Test]
    public async Task Hint_AtAnUnknownPath_IsJudgedByItsPayload()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer), options => options.Provider = "openai");

        using (await client.Http.SendAsync(WireSamples.Post("http://proxy.internal/infer", """{"nothing":"of it"}""")))
        {
            Assert.That(client.Recorder.All, Is.Empty);
        }

        using var response = await client.Http.SendAsync(WireSamples.Post("http://proxy.internal/infer"));
        Assert.That((await client.EventAsync()).Tokens.Output, Is.EqualTo(7));
    }
}
