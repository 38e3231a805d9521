using LlmHttpMetrics.CustomProviders;

namespace LlmHttpMetrics.Tests.Providers.Catalogue;

/// <summary>Whose a call is where the user has described hosts: what he names goes before what we know, and that before his any host.</summary>
public sealed class CustomHostTests
{
    private const string Answer = """{"id":"a","model":"m-2","text":"Hi","in":3,"out":4}""";

    [TestCase("llm.acme.example", "https://llm.acme.example/v2/generate")]
    [TestCase("LLM.acme.example", "https://llm.acme.example/any/where/V2/Generate/")]
    [TestCase("*.acme.example", "https://eu.llm.acme.example/v2/generate")]
    [TestCase("localhost:8000", "http://localhost:8000/v2/generate")]
    [TestCase("*.acme.example:8000", "http://llm.acme.example:8000/v2/generate")]
    [TestCase("*:8000", "http://10.0.0.1:8000/v2/generate")]
    [TestCase("*", "http://anything/v2/generate")]
    [TestCase("api.openai.com", "https://api.openai.com/v2/generate")]
    public async Task Call_ToADescribedHost_IsItsProviders(string host, string url) =>
        Assert.That(await ProviderAsync(Acme(host), url), Is.EqualTo("acme"));

    [TestCase("llm.acme.example", "https://acme.example/v2/generate")]
    [TestCase("*.acme.example", "https://acme.example/v2/generate")]
    [TestCase("localhost:8000", "http://localhost:8001/v2/generate")]
    [TestCase("llm.acme.example", "https://llm.acme.example/v3/generate")]
    [TestCase("llm.acme.example", "https://llm.acme.example/nov2/generates")]
    public async Task Call_ToAnother_IsNone(string host, string url) => Assert.That(await ProviderAsync(Acme(host), url), Is.Null);

    [TestCase("api.openai.com", ExpectedResult = "acme")]
    [TestCase("*.openai.com", ExpectedResult = "acme")]
    [TestCase("*", ExpectedResult = "openai")]
    public Task<string?> Call_ToAHostThatWeKnow_IsTheUsersWhereHeNamesIt(string host) => ProviderAsync(Acme(host, "/chat/completions"), WireSamples.OpenAiChat);

    [Test]
    public async Task Call_ToAnotherPathOfADescribedHost_IsJudgedByItsPayloadUnderTheProvidersName() =>
        Assert.That(await ProviderAsync(Acme("llm.acme.example"), "https://llm.acme.example/v1/chat/completions"), Is.EqualTo("acme"));

    [Test]
    public async Task Call_ToAnotherPathOfAnyHost_IsJudgedAsWithoutIt() =>
        Assert.That(await ProviderAsync(Acme("*"), "https://llm.acme.example/v1/chat/completions"), Is.EqualTo("openai_compatible"));

    [Test]
    public async Task Call_WithTheModelInItsPath_HasThatModel()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(Answer), options => options.Providers.Add(Acme("*", "/models/{model}/generate")));

        using var response = await client.Http.SendAsync(WireSamples.Post("http://anything/v1/models/org%2Fm-1/generate", """{"text":"Hi"}"""));

        Assert.That((await client.EventAsync()).RequestModel, Is.EqualTo("org/m-1"));
    }

    [TestCase("/generate/*")]
    [TestCase("/*")]
    public async Task Call_ToAPathWithOpenPlacesAlone_IsItsProviders(string path) =>
        Assert.That(await ProviderAsync(Acme("llm.acme.example", path), "https://llm.acme.example/v2/generate/7"), Is.EqualTo("acme"));

    [Test]
    public async Task Hint_OfADescribedProvider_NamesItAtUnknownHosts()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(Answer), options =>
        {
            options.Providers.Add(Acme("llm.acme.example"));
            options.Provider = "acme";
        });

        using var response = await client.Http.SendAsync(WireSamples.Post("http://proxy.internal/v2/generate", """{"text":"Hi"}"""));

        Assert.That((await client.EventAsync()).Provider, Is.EqualTo("acme"));
    }

    private static CustomProvider Acme(string host, string path = "/v2/generate") => new()
    {
        Name = "acme",
        Hosts = { host },
        Endpoints = { new CustomEndpoint { Path = path, Response = { Text = "text", Usage = { Input = "in", Output = "out" } } } },
    };

    private static async Task<string?> ProviderAsync(CustomProvider provider, string url)
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(Answer), options => options.Providers.Add(provider));
        using var response = await client.Http.SendAsync(WireSamples.Post(url));
        return client.Recorder.All.Count == 0 ? null : (await client.EventAsync()).Provider;
    }
}
