using System.Security.Cryptography;
using LlmHttpMetrics.IntegrationTests.Readme;
using LlmHttpMetrics.Tokenizers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.IntegrationTests.Measurement;

/// <summary>Vocabulary files that settings name count tokens; what is wrong with one stops the host by name.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TokenizerFileTests : IDisposable
{
    private const string Text = "Which model answers sooner?";
    private const string Answer = $$"""{"model":"llama-3-8b","choices":[{"index":0,"message":{"content":"{{Text}}"},"finish_reason":"stop"}]}""";

    private static readonly string Vectors = Path.Combine(Repository.Folder, "tests/LlmHttpMetrics.Tokenizers.Tests/Vectors");
    private static readonly string SentencePiece = Path.Combine(Vectors, "bpe.model");
    private static readonly string HuggingFace = Path.Combine(Vectors, "bytes.tokenizer.json");

    private readonly string _folder = Directory.CreateTempSubdirectory("tokenizers").FullName;

    private string Bytes => Write("bytes.tiktoken", ByteRanks());

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestCase("tiktoken", true)]
    [TestCase("HuggingFace", true)]
    [TestCase("sentencepiece", true)]
    [TestCase("sentencepiece", false)]
    public async Task File_OfEachType_CountsByModelAndByName(string type, bool byModel)
    {
        var path = type switch { "tiktoken" => Bytes, "HuggingFace" => HuggingFace, _ => SentencePiece };
        var expected = type switch
        {
            "tiktoken" => Text.Length,
            "HuggingFace" => TokenizerFile.LoadHuggingFace(path).Count(Text),
            _ => TokenizerFile.LoadSentencePiece(path).Count(Text),
        };
        await using var provider = Services(
            [
                ("Tokenizers:mine:Type", type), ("Tokenizers:mine:Path", path),
                byModel ? ("Tokenizers:mine:Models:0", "LLAMA-3*") : ("AutoRules:0:Tokenizer", "Mine"), .. Rule(byModel)
            ]);
        var e = await CallAsync(provider);

        Assert.That((e.Tokens.Output, e.TokenSource, e.Tokenizer), Is.EqualTo(((long?)expected, "tokenizer", "mine")));
        Assert.That(Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(path))), Does.StartWith(e.TokenizerVersion!).And.Length.GreaterThan(12));
    }

    [Test]
    public async Task Host_WithFilesAndSettingsThatAreWrong_ListsThemAll()
    {
        HostApplicationBuilder host = new(new HostApplicationBuilderSettings { DisableDefaults = true });
        var (bad, missing) = (Write("bad.tiktoken", "YQ== 1\n"), Path.Combine(_folder, "missing"));
        host.Services.AddLlmTokenizers();
        host.Services.AddHttpClient("llm").AddLlmMonitoring(Read(
        [
            ("Tokenizers:a:Type", "bpe"), ("Tokenizers:a:Path", Bytes),
            ("Tokenizers:b:Type", "tiktoken"), ("Tokenizers:b:Path", Bytes), ("Tokenizers:b:Pattern", "Cl200k"),
            ("Tokenizers:c:Type", "sentencepiece"), ("Tokenizers:c:Path", SentencePiece), ("Tokenizers:c:Pattern", "O200k"),
            ("Tokenizers:d:Type", "tiktoken"),
            ("Tokenizers:e:Type", "tiktoken"), ("Tokenizers:e:Path", missing),
            ("Tokenizers:f:Type", "tiktoken"), ("Tokenizers:f:Path", _folder),
            ("Tokenizers:g:Type", "tiktoken"), ("Tokenizers:g:Path", bad),
            ("Tokenizers:h:Type", "tiktoken"), ("Tokenizers:h:Path", HuggingFace),
            ("Tokenizers:i:Type", "tiktoken"), ("Tokenizers:i:Path", Bytes), ("Tokenizers:i:Sha256", "ABCD"),
            ("Tokenizers:j:Type", "tiktoken"), ("Tokenizers:j:Path", Bytes), ("Tokenizers:j:Models:0", " "),
            ("Tokenizers:k:Type", "tiktoken"), ("Tokenizers:k:Path", Bytes),
            ("AutoRules:0:Strategy", "token"), ("AutoRules:0:Tokenizer", "a"),
            ("AutoRules:1:Strategy", "token"), ("AutoRules:1:Tokenizer", "z"),
        ]));
        using var built = host.Build();

        var error = (await Assert.CatchAsync<OptionsValidationException>(() => built.StartAsync()))!;

        var hash = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Bytes)));
        Assert.That(error.Failures.Select(failure => failure.Replace("Client 'llm': ", "", StringComparison.Ordinal)), Is.EquivalentTo(new[]
        {
            "Tokenizers[a].Type is 'bpe'; allowed are tiktoken, huggingface, sentencepiece.",
            "Tokenizers[b].Pattern is 'Cl200k'; allowed are Gpt2, Cl100k, Cl100kSingleDigits, O200k, Tekken.",
            "Tokenizers[c].Pattern is 'O200k'; a file of type sentencepiece specifies its own pattern.",
            "Tokenizers[d].Path is ''; the path of a file is required.",
            $"Tokenizers[e].Path is '{missing}', which cannot be read: Could not find file '{missing}'.",
            $"Tokenizers[f].Path is '{_folder}', which cannot be read: Access to the path '{_folder}' is denied.",
            $"Tokenizers[g].Path is '{bad}', which is refused: line 1: Rank 0 is missing before 1.",
            $"Tokenizers[h].Path is '{HuggingFace}', which is refused: line 1: This is not a .tiktoken file; it looks like a tokenizer.json.",
            $"Tokenizers[i].Sha256 is 'ABCD'; '{Bytes}' has {hash}.",
            "Tokenizers[j].Models[0] is ' '; a pattern is required.",
            "AutoRules[1].Tokenizer is 'z'; allowed are a, b, c, cl100k_base, d, e, f, g, gpt2, h, i, j, k, o200k_base, o200k_harmony, p50k_base,"
                + " p50k_edit, r50k_base.",
        }));
    }

    [Test]
    public async Task Reload_WithAnotherFile_CountsByThatOneAndKeepsItWhereTheNextIsRefused()
    {
        CollectingLogger log = new();
        var configuration = Read([("Tokenizers:mine:Type", "tiktoken"), ("Tokenizers:mine:Path", Bytes), ("Tokenizers:mine:Models:0", "llama*")]);
        await using var provider = Services(configuration, services => services.AddLogging(logging => logging.AddProvider(log)));
        var first = await CallAsync(provider);

        configuration["Tokenizers:mine:Type"] = "sentencepiece";
        configuration["Tokenizers:mine:Path"] = SentencePiece;
        configuration.Reload();
        var second = await CallAsync(provider);

        configuration["Tokenizers:mine:Path"] = Bytes;
        configuration.Reload();
        var third = await CallAsync(provider);

        Assert.That(second.TokenizerVersion, Is.Not.EqualTo(first.TokenizerVersion));
        Assert.That(second.Tokens.Output, Is.EqualTo(TokenizerFile.LoadSentencePiece(SentencePiece).Count(Text)));
        Assert.That((third.Tokens.Output, third.TokenizerVersion), Is.EqualTo((second.Tokens.Output, second.TokenizerVersion)));
        Assert.That(log.Entries.Single(entry => entry.Level == LogLevel.Error).Text, Does.Contain("Tokenizers[mine].Path is").And.Contain("which is refused"));
    }

    [Test]
    public async Task Reload_OfWhatTwoClientsShare_IsFollowedByBoth()
    {
        CollectingLogger log = new();
        var configuration = Read([("Tokenizers:mine:Type", "tiktoken"), ("Tokenizers:mine:Path", Bytes), ("Tokenizers:mine:Models:0", "llama*")]);
        await using var provider = Services(configuration, services =>
        {
            services.AddLogging(logging => logging.AddProvider(log));
            services.AddHttpClient("other").AddLlmMonitoring(configuration);
        });
        provider.GetRequiredService<IHttpClientFactory>().CreateClient("other").Dispose();
        await CallAsync(provider);

        configuration["Tokenizers:mine:Type"] = "sentencepiece";
        configuration["Tokenizers:mine:Path"] = SentencePiece;
        configuration.Reload();

        Assert.That((await CallAsync(provider)).Tokens.Output, Is.EqualTo(TokenizerFile.LoadSentencePiece(SentencePiece).Count(Text)));
        Assert.That(log.Entries.Where(entry => entry.Level == LogLevel.Error), Is.Empty);
    }

    [Test]
    public async Task Name_ThatTwoClientsGiveToTwoFiles_IsRefused()
    {
        await using var provider = Services(
            Read([("Tokenizers:mine:Type", "tiktoken"), ("Tokenizers:mine:Path", Bytes)]),
            services => services.AddHttpClient("other").AddLlmMonitoring(
                options => options.Tokenizers["mine"] = new() { Type = "sentencepiece", Path = SentencePiece }));
        var factory = provider.GetRequiredService<IHttpClientFactory>();
        factory.CreateClient("llm").Dispose();

        var error = Assert.Catch<OptionsValidationException>(() => factory.CreateClient("other"));

        Assert.That(error!.Failures, Is.EqualTo(
            new[] { "Client 'other': Tokenizers[mine] is set to another value by client 'llm'; a name identifies one tokenizer." }));
    }

    private static (string, string)[] Rule(bool byModel) => byModel ? [] : [("AutoRules:0:Strategy", "token")];

    private static ServiceProvider Services((string, string)[] settings) => Services(Read(settings), _ => { });

    private static ServiceProvider Services(IConfiguration configuration, Action<IServiceCollection> more)
    {
        ServiceCollection services = new();
        services.AddLlmTokenizers().AddSingleton<CollectingSink>().AddSingleton<ILlmEventSink>(provider => provider.GetRequiredService<CollectingSink>());
        services.AddHttpClient("llm")
            .ConfigurePrimaryHttpMessageHandler(() => new StubHandler(_ => WireSamples.Trickle(Answer)))
            .AddLlmMonitoring(configuration);
        services.Configure<LlmMonitoringOptions>("llm", options => options.Performance.TokenizationTimeoutMs = 60_000);
        more(services);
        return services.BuildServiceProvider();
    }

    private static async Task<LlmEvent> CallAsync(ServiceProvider provider)
    {
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
        (await client.SendAsync(WireSamples.Post())).Dispose();
        await LlmMonitoring.FlushAsync();
        return provider.GetRequiredService<CollectingSink>().Events[^1];
    }

    private static IConfigurationRoot Read((string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();

    /// <summary>A vocabulary in which every byte is a token.</summary>
    private static string ByteRanks() => string.Concat(Enumerable.Range(0, 256).Select(rank => $"{Convert.ToBase64String([(byte)rank])} {rank}\n"));

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        if (!File.Exists(path))
        {
            File.WriteAllText(path, text);
        }

        return path;
    }
}
