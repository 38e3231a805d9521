using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.IntegrationTests.Readme.CustomStrategyGuide;

/// <summary>What docs/custom-strategies.md shows works, word for word.</summary>
internal sealed class GuideTests
{
    private const string Unreported = """{"model":"llama-2-70b","choices":[{"index":0,"message":{"content":"one two three"},"finish_reason":"stop"}]}""";

    private static readonly string Guide = Repository.Read("docs/custom-strategies.md");
    private static readonly string[] Json = Blocks("json");

    [Test]
    public void CodeBlocks_OfTheGuide_AreCompiled() => Assert.That(
        CodeBlocks.OfMarkdown(Guide),
        Is.EquivalentTo(Repository.ReadAll("tests/LlmHttpMetrics.IntegrationTests/Readme/CustomStrategyGuide", "*.cs").SelectMany(CodeBlocks.OfSource)));

    [Test]
    public async Task Strategy_ByItsRule_HasItsValues()
    {
        var e = await CallAsync(services => GuideCode.Register(services, Read(Json[0])), WireSamples.ChatAnswer);

        Assert.That((e.Strategy, e.StrategyReason, e.Custom["reading.words"]), Is.EqualTo(("token,reading", "rule 1", (object)3d)));
        Assert.That((double)e.Custom["reading.minutes"]!, Is.EqualTo(3 / 238.0).Within(1e-9));
    }

    [Test]
    public async Task Strategy_ByItsScope_HasItsValues()
    {
        LlmEvent? e = null;
        await GuideCode.OneCallAsync(async () => e = await CallAsync(services => GuideCode.Register(services, Read("{}")), WireSamples.ChatAnswer));

        Assert.That((e!.StrategyReason, e.Custom["reading.words"]), Is.EqualTo(("scope", (object)3d)));
    }

    [Test]
    public void Examples_WithoutACall_Work()
    {
        Assert.That(GuideCode.Test(), Is.EqualTo(2));
        Assert.That(() => GuideCode.WithoutServices().Dispose(), Throws.Nothing);
    }

    [Test]
    public async Task Counter_ByItsModel_Counts()
    {
        var e = await CallAsync(
            services =>
            {
                services.AddSingleton<ITokenCounter>(new TextCounter("llama2", "1", text => text.Split(' ').Length));
                GuideCode.Count(services);
                services.AddHttpClient("llm").AddLlmMonitoring();
            },
            Unreported);

        Assert.That((e.Tokenizer, e.TokenizerVersion, e.Tokens.Output), Is.EqualTo(("llama2", "1", (long?)3)));
    }

    [Test]
    public void Settings_OfTokenizers_AreInTheGuide()
    {
        foreach (var setting in typeof(LlmTokenizerSettings).GetProperties())
        {
            Assert.That(Guide, Does.Contain($"\n| `{setting.Name}` |"));
        }
    }

    [Test]
    public void Error_OfTheGuide_IsTheOneTold()
    {
        var configuration = Read(Json[1]);
        configuration["LlmMonitoring:Tokenizers:gemma:Path"] = null;
        configuration["LlmMonitoring:Tokenizers:gemma:Type"] = "huggingface";
        ServiceCollection services = new();
        services.AddLlmTokenizers();
        services.AddHttpClient("llm").AddLlmMonitoring(configuration.GetSection("LlmMonitoring"));
        using var provider = services.BuildServiceProvider();

        var error = Assert.Catch<OptionsValidationException>(() => provider.GetRequiredService<IHttpClientFactory>().CreateClient("llm"));

        Assert.That(
            error!.Failures,
            Is.EquivalentTo(new[] { Blocks("text")[0].TrimEnd(), "Client 'llm': Tokenizers[gemma].Path is ''; the path of a file is required." }));
    }

    private static async Task<LlmEvent> CallAsync(Action<IServiceCollection> register, string answer)
    {
        ServiceCollection services = new();
        CollectingSink sink = new();
        services.AddSingleton<ILlmEventSink>(sink).AddSingleton<TimeProvider>(new TimerlessClock());
        register(services);
        services.AddHttpClient("llm").ConfigurePrimaryHttpMessageHandler(() => new StubHandler(_ => WireSamples.Trickle(answer)));
        await using var provider = services.BuildServiceProvider();
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
        using var response = await client.SendAsync(WireSamples.Post());
        await LlmMonitoring.FlushAsync();
        return sink.Only;
    }

    private static IConfigurationRoot Read(string json) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(WireSamples.Bytes(json))).AddInMemoryCollection([]).Build();

    private static string[] Blocks(string language) =>
        [.. Regex.Matches(Guide, $@"^```{language}\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline).Select(match => match.Groups[1].Value)];
}
