using System.Text.RegularExpressions;
using LlmHttpMetrics.CustomProviders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.IntegrationTests.Readme.CustomProviderGuide;

/// <summary>What docs/custom-provider.md shows works, word for word.</summary>
internal sealed class GuideTests
{
    private static readonly string Guide = Repository.Read("docs/custom-provider.md");
    private static readonly string[] Json = Blocks("json");
    private static readonly string[] Texts = Blocks("text");

    [Test]
    public void CodeBlocks_OfTheGuide_AreCompiled() => Assert.That(
        CodeBlocks.OfMarkdown(Guide),
        Is.EquivalentTo(CodeBlocks.OfSource(Repository.Read("tests/LlmHttpMetrics.IntegrationTests/Readme/CustomProviderGuide/GuideCode.cs"))));

    [TestCase(true)]
    [TestCase(false)]
    public async Task Example_InConfigurationOrInCode_MeasuresItsAnswer(bool inConfiguration)
    {
        var e = await CallAsync(inConfiguration, Json[2], "application/json");

        Assert.That((e.Provider, e.Operation, e.Outcome, e.Streamed), Is.EqualTo(("acme", "chat", LlmOutcomes.Completed, false)));
        Assert.That(
            (e.RequestModel, e.ResponseModel, e.ResponseId, e.PromptCharacters, e.ResponseCharacters),
            Is.EqualTo(("acme-large", "acme-large-2", "gen-17", 6L, 3L)));
        Assert.That((e.Tokens.Input, e.Tokens.Output, e.Tokens.CachedInput), Is.EqualTo((4L, 2L, 1L)));
        Assert.That(e.FinishReasons, Is.EqualTo(new[] { "end" }));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Example_InConfigurationOrInCode_MeasuresItsStream(bool inConfiguration)
    {
        var e = await CallAsync(inConfiguration, Texts[0], "text/event-stream");

        Assert.That((e.Outcome, e.Streamed, e.Chunks, e.ResponseId, e.ResponseCharacters), Is.EqualTo((LlmOutcomes.Completed, true, 3, "gen-18", 3L)));
        Assert.That((e.ResponseModel, e.Tokens.Input, e.Tokens.Output, e.Tokens.CachedInput), Is.EqualTo(("acme-large-2", 4L, 5L, 1L)));
    }

    [Test]
    public async Task Stream_CutBeforeItsEnd_IsBroken()
    {
        var e = await CallAsync(inConfiguration: true, Texts[0][..Texts[0].IndexOf("data: {\"type\":\"end\"", StringComparison.Ordinal)], "text/event-stream");

        Assert.That((e.Outcome, e.ErrorType), Is.EqualTo((LlmOutcomes.Broken, "stream_truncated")));
    }

    [Test]
    public async Task KnownFormat_AtAPathOfItsOwn_IsReadAsThat()
    {
        var endpoint = ReadJson($$"""{ "Providers": [ { "Name": "acme", "Hosts": [ "llm.acme.example" ], "Endpoints": [ {{Json[0]}} ] } ] }""");

        var e = await CallAsync(
            services => services.AddHttpClient("llm").AddLlmMonitoring(endpoint),
            "https://llm.acme.example/llm/chat",
            WireSamples.ChatRequest,
            WireSamples.ChatAnswer,
            "application/json");

        Assert.That((e.Provider, e.WireFormat, e.Tokens.Input, e.Tokens.Output), Is.EqualTo(("acme", "openai.chat", 11L, 7L)));
    }

    [Test]
    public void Description_OfTheProviderList_IsValid()
    {
        var text = Repository.Read("docs/providers.md");
        var start = text.IndexOf("\"Providers\": [", StringComparison.Ordinal);
        var described = ReadJson("{" + text[start..text.IndexOf("```", start, StringComparison.Ordinal)] + "}");
        ServiceCollection services = new();
        services.AddHttpClient("llm").AddLlmMonitoring(described);
        using var provider = services.BuildServiceProvider();

        Assert.That(described.GetSection("Providers:0:Name").Value, Is.EqualTo("acme"));
        Assert.That(() => provider.GetRequiredService<IHttpClientFactory>().CreateClient("llm").Dispose(), Throws.Nothing);
    }

    [Test]
    public void Errors_OfTheGuide_AreTheOnesTold()
    {
        var configuration = ReadJson(Json[3]);
        configuration["LlmMonitoring:Providers:0:Endpoints:0:Response:Text"] = "output[0].text";
        configuration["LlmMonitoring:Providers:0:Endpoints:0:Operation"] = "talk";
        ServiceCollection services = new();
        GuideCode.FromConfiguration(services, configuration);
        using var provider = services.BuildServiceProvider();

        var error = Assert.Catch<OptionsValidationException>(() => provider.GetRequiredService<IHttpClientFactory>().CreateClient("llm"));

        Assert.That(error!.Failures, Is.EquivalentTo(Texts[1].TrimEnd().Split('\n')));
    }

    [Test]
    public void Settings_AllOfThem_AreInTheGuide()
    {
        foreach (var type in new[] { typeof(CustomProvider), typeof(CustomEndpoint), typeof(CustomRequest), typeof(CustomResponse), typeof(CustomUsage) })
        {
            foreach (var setting in type.GetProperties())
            {
                Assert.That(Guide, Does.Contain($"`{setting.Name}`"));
            }
        }

        foreach (var word in Enum.GetNames<CustomTypeMeaning>().Concat(Enum.GetNames<CustomFraming>()))
        {
            Assert.That(Guide, Does.Contain($"`{word}`"));
        }
    }

    private static Task<LlmEvent> CallAsync(bool inConfiguration, string answer, string contentType) => CallAsync(
        services =>
        {
            if (inConfiguration)
            {
                GuideCode.FromConfiguration(services, ReadJson(Json[3]));
            }
            else
            {
                GuideCode.InCode(services);
            }
        },
        "https://llm.acme.example/v2/generate",
        Json[1],
        answer,
        contentType);

    private static async Task<LlmEvent> CallAsync(Action<IServiceCollection> register, string url, string request, string answer, string contentType)
    {
        ServiceCollection services = new();
        CollectingSink sink = new();
        services.AddSingleton<ILlmEventSink>(sink);
        register(services);
        services.AddHttpClient("llm").ConfigurePrimaryHttpMessageHandler(
            () => new StubHandler(_ => WireSamples.Trickle(answer, Delivery.ByteByByte, contentType)));
        await using var provider = services.BuildServiceProvider();
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
        using var response = await client.SendAsync(WireSamples.Post(url, request));
        await LlmMonitoring.FlushAsync();
        return sink.Only;
    }

    private static IConfigurationRoot ReadJson(string json) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(WireSamples.Bytes(json))).AddInMemoryCollection([]).Build();

    private static string[] Blocks(string language) =>
        [.. Regex.Matches(Guide, $@"^```{language}\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline).Select(match => match.Groups[1].Value)];
}
