using LlmHttpMetrics.CustomProviders;
using LlmHttpMetrics.Hosting.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Tests.Hosting;

/// <summary>Thousands of providers in a configuration are bound and used like few, in steps that grow with their number.</summary>
public sealed class ManyProvidersTests
{
    private const int Many = 10_000;

    [Test]
    public void Providers_Many_AreBoundLikeFew()
    {
        CountingSource source = new(Enumerable.Range(0, LongList.Few + 1).SelectMany(Described));
        var many = Bind(source);
        var few = Enumerable.Range(0, LongList.Few + 1).Select(i => Bind(new CountingSource(Described(i))).Providers.Single()).ToArray();

        Assert.That(many.BindingErrors, Is.Empty);
        Assert.That(many.Providers.Select(Text), Is.EqualTo(few.Select(Text)));
    }

    [Test]
    public void Configuration_OfManyProviders_IsListedNoOftenerThanOfFew()
    {
        CountingSource few = new(Enumerable.Range(0, LongList.Few + 1).SelectMany(Described)), many = new(Enumerable.Range(0, Many).SelectMany(Described));
        Bind(few);
        Assert.That(Bind(many).Providers, Has.Count.EqualTo(Many));

        Assert.That(many.Provider.Listings, Is.EqualTo(few.Provider.Listings), "each listing goes through all keys");
    }

    [Test]
    public async Task Calls_OfManyProviders_AreRecognised()
    {
        ServiceCollection services = new();
        MeasurementRecorder? recorder = null;
        services.AddHttpClient("llm")
            .AddLlmMonitoring(new ConfigurationBuilder().Add(new CountingSource(Enumerable.Range(0, Many).SelectMany(Described))).Build().GetSection("Llm"))
                .ConfigurePrimaryHttpMessageHandler(
                    () => new StubHandler(_ => WireSamples.Trickle("{\"outputs\":[{\"text\":\"hi\"}],\"use\":{\"in\":3,\"out\":2}}")));
        await using var provider = services.BuildServiceProvider();
        using (recorder = new MeasurementRecorder(provider))
        {
            using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
            foreach (var i in new[] { 0, LongList.Listed, Many - 1 })
            {
                using var response = await client.SendAsync(WireSamples.Post($"https://h{i}.example/v1/generate", "{\"model\":\"m\"}"));
            }
        }

        Assert.That(
            recorder.Of(LlmInstrumentNames.Requests).Select(m => m.Tag(LlmTagNames.ProviderName)),
            Is.EqualTo(new[] { "p0", $"p{LongList.Listed}", $"p{Many - 1}" }));
        Assert.That(recorder.Of(LlmInstrumentNames.Tokens).Sum(m => m.Value), Is.EqualTo(15));
    }

    [Test]
    public void Errors_OfManyProviders_NameTheirSettings()
    {
        var last = LongList.Few;
        var settings = Enumerable.Range(0, last + 1).SelectMany(Described).Concat(
        [
            ($"Providers:{last}:Endpoints:0:Framing", "Smoke"), ($"Providers:{last}:Endpoints:0:Events:Text", "a..b"),
            ($"Providers:{last}:Hosts:2", "http://x"),
            ("Providers:0:Hots", "x"), ($"Providers:{last}:Endpoints:0:Response", "x"),
        ]);
        ServiceCollection services = new();
        services.AddHttpClient("llm").AddLlmMonitoring(new ConfigurationBuilder().Add(new CountingSource(settings)).Build().GetSection("Llm"));
        using var provider = services.BuildServiceProvider();

        var error = Assert.Catch<OptionsValidationException>(() => provider.GetRequiredService<IOptionsMonitor<LlmMonitoringOptions>>().Get("llm"));

        string[] expected =
        [
            $"Llm:Providers:{last}:Endpoints:0:Framing is 'Smoke'; allowed is", $"Llm:Providers:{last}:Endpoints:0:Events:Text is 'a..b', wrong at position 2",
            $"Llm:Providers:{last}:Hosts:2 is 'http://x'; allowed are", "Llm:Providers:0:Hots is not a setting; allowed are Name, Hosts, Endpoints.",
            $"Llm:Providers:{last}:Endpoints:0:Response is 'x'; allowed is a section",
        ];
        Assert.That(error!.Failures.Count(), Is.EqualTo(expected.Length), error.Message);
        foreach (var text in expected)
        {
            Assert.That(error.Failures, Has.Exactly(1).StartsWith("Client 'llm': " + text), error.Message);
        }
    }

    private static IEnumerable<(string Key, string Value)> Described(int i)
    {
        var provider = $"Providers:{i}:";
        yield return (provider + "Name", $"p{i}");
        yield return (provider + "Hosts:0", $"h{i}.example");
        yield return (provider + "Hosts:1", $"*.h{i}.example");
        var endpoint = provider + "Endpoints:0:";
        yield return (endpoint + "Path", "/v1/generate");
        yield return (endpoint + "Response:Text", "outputs[*].text");
        yield return (endpoint + "Response:Usage:Input", "use.in");
        yield return (endpoint + "Response:Usage:Output:0", "use.out");
        yield return (endpoint + "Response:Usage:Output:1", "use.output");
        yield return (endpoint + "Response:Usage:InputExcludesCache", "true");
        yield return (endpoint + "Events:TypedText", "delta");
        yield return (endpoint + "Events:Error", "");
        yield return (endpoint + "Types:bye", "Done");
        yield return (endpoint + "FinishReasons:full", "length");
        if (i % 3 == 0)
        {
            yield return (provider + "Endpoints:1:Path", "/v1/chat");
            yield return (provider + "Endpoints:1:Operation", "chat");
            yield return (provider + "Endpoints:1:Streams", "true");
            yield return (provider + "Endpoints:1:Framing", "JsonLines");
            yield return (provider + "Endpoints:1:Format", "openai.chat");
        }
    }

    private static LlmMonitoringOptions Bind(CountingSource source)
    {
        LlmMonitoringOptions options = new();
        BoundOptions.OfClient.Bind(new ConfigurationBuilder().Add(source).Build().GetSection("Llm"), options);
        return options;
    }

    private static string Text(CustomProvider provider) =>
        $"{provider.Name} {string.Join(' ', provider.Hosts)} {string.Join('|', provider.Endpoints.Select(Text))}";

    private static string Text(CustomEndpoint endpoint) => string.Join(
        ' ',
        endpoint.Path, endpoint.Operation, endpoint.Framing, endpoint.Streams, endpoint.Format, endpoint.Response.Text?.Count,
        endpoint.Response.Usage.Input?[0],
        endpoint.Response.Usage.Output is { } output ? string.Join(',', output) : "none", endpoint.Response.Usage.InputExcludesCache,
        endpoint.Events.TypedText?[0], endpoint.Events.Error?.Count,
        string.Join(',', endpoint.Types), string.Join(',', endpoint.FinishReasons));

    /// <summary>A source of settings below "Llm" that counts how often it is asked to list keys.</summary>
    private sealed class CountingSource(IEnumerable<(string Key, string Value)> settings) : IConfigurationSource
    {
        public CountingProvider Provider { get; } = new(settings);

        public IConfigurationProvider Build(IConfigurationBuilder builder) => Provider;
    }

    private sealed class CountingProvider : ConfigurationProvider
    {
        public CountingProvider(IEnumerable<(string Key, string Value)> settings)
        {
            foreach (var (key, value) in settings)
            {
                Data[$"Llm:{key}"] = value;
            }
        }

        public int Listings { get; private set; }

        public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath)
        {
            Listings++;
            return base.GetChildKeys(earlierKeys, parentPath);
        }
    }
}
