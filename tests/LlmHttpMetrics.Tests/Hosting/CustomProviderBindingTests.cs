using LlmHttpMetrics.CustomProviders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Tests.Hosting;

/// <summary>A provider described in configuration is bound completely, and errors are reported with the full names of their keys.</summary>
public sealed class CustomProviderBindingTests
{
    private const string Endpoint = "Providers:0:Endpoints:0:";

    private static readonly (string Key, string Value)[] Good =
    [
        ("Providers:0:Name", "acme"), ("Providers:0:Hosts:0", "llm.acme.example"), ("Providers:0:Hosts:1", "*.acme.example"),
        (Endpoint + "Path", "/v2/generate"),
    ];

    [Test]
    public void Options_Bound_AreThose()
    {
        var provider = Bind(
        [
            .. Good,
            (Endpoint + "Operation", "text_completion"), (Endpoint + "Framing", "serverSentEvents"), (Endpoint + "Format", "openai.chat"),
            (Endpoint + "Streams", "true"), (Endpoint + "Events:Usage:OutputExcludesReasoning", "true"), (Endpoint + "Types:bye", "done"),
            (Endpoint + "FinishReasons:full", "length"),
            (Endpoint + "Response:Usage:InputExcludesCache", "true"), (Endpoint + "Response:Text:0", "a"), (Endpoint + "Response:Text:1", "b"),
            (Endpoint + "Events:Error", ""),
            ("Providers:1:Name", "other"),
        ]).Providers[0];
        var endpoint = provider.Endpoints.Single();

        Assert.That(provider.Name, Is.EqualTo("acme"));
        Assert.That(provider.Hosts, Is.EqualTo(new[] { "llm.acme.example", "*.acme.example" }));
        Assert.That(
            (endpoint.Path, endpoint.Operation, endpoint.Framing, endpoint.Format),
            Is.EqualTo(("/v2/generate", "text_completion", CustomFraming.ServerSentEvents, "openai.chat")));
        Assert.That((endpoint.Streams, endpoint.Events.Usage.OutputExcludesReasoning), Is.EqualTo((true, true)));
        Assert.That(endpoint.Types, Is.EqualTo(new Dictionary<string, CustomTypeMeaning> { ["bye"] = CustomTypeMeaning.Done }));
        Assert.That(endpoint.FinishReasons, Is.EqualTo(new Dictionary<string, string> { ["full"] = "length" }));
        Assert.That((endpoint.Response.Usage.InputExcludesCache, endpoint.Events.Usage.InputExcludesCache), Is.EqualTo((true, false)));
        Assert.That(endpoint.Response.Text, Is.EqualTo(new[] { "a", "b" }));
        Assert.That(endpoint.Events.Error, Is.Empty, "nowhere");
        Assert.That(endpoint.Events.Text, Is.Null, "as in the answer");
    }

    [TestCase(nameof(CustomEndpoint.Request), typeof(CustomRequest))]
    [TestCase(nameof(CustomEndpoint.Response), typeof(CustomResponse))]
    [TestCase(nameof(CustomEndpoint.Events), typeof(CustomResponse))]
    [TestCase("Response:Usage", typeof(CustomUsage))]
    public void Paths_OfEverySetting_AreBoundByItsName(string section, Type type)
    {
        var properties = type.GetProperties().Where(property => property.PropertyType == typeof(JsonPaths)).ToArray();
        var options = Bind([.. Good, .. properties.Select(property => ($"{Endpoint}{section}:{property.Name}", $"at.{property.Name}"))]);

        var target = section.Split(':').Aggregate((object)options.Providers[0].Endpoints[0], (at, name) => at.GetType().GetProperty(name)!.GetValue(at)!);
        Assert.That(properties, Has.Length.GreaterThan(10));
        foreach (var property in properties)
        {
            Assert.That(property.GetValue(target), Is.EqualTo(new[] { $"at.{property.Name}" }), property.Name);
        }
    }

    [Test]
    public async Task HostStart_WithWrongKeysAndValues_ListsEveryError()
    {
        HostApplicationBuilder host = new(new HostApplicationBuilderSettings { DisableDefaults = true });
        host.Services.AddHttpClient("llm").AddLlmMonitoring(Configuration(
        [
            .. Good,
            ("Providers:0:Hots:0", "x"), ("Providers:0:Hosts:2", "http://x"), (Endpoint + "Framing", "Smoke"), (Endpoint + "Response", "text"),
            (Endpoint + "Response:Text:0", "a"), (Endpoint + "Response:Text:1", "output[0].text"), (Endpoint + "Response:Usage:Inputs", "in"),
            (Endpoint + "Events:Done", "a..b"),
            (Endpoint + "Types:bye", "gone"), (Endpoint + "Response:Usage:InputExcludesCache", "maybe"), (Endpoint + "FinishReasons:full", "Error"),
        ]));
        using var built = host.Build();

        var error = await Assert.CatchAsync<OptionsValidationException>(() => built.StartAsync());

        string[] expected =
        [
            "Llm:Providers:0:Hots is not a setting; allowed are Name, Hosts, Endpoints. Did you mean Hosts?",
            "Llm:Providers:0:Hosts:2 is 'http://x'; allowed are a host name,",
            "Llm:Providers:0:Endpoints:0:Framing is 'Smoke'; allowed is ServerSentEvents, Json",
            "Llm:Providers:0:Endpoints:0:Response is 'text'; allowed is a section with the keys Model, Id,",
            "Llm:Providers:0:Endpoints:0:Response:Text:1 is 'output[0].text', wrong at position 6: '[*]' or ['name'] is expected here.",
            "Llm:Providers:0:Endpoints:0:Response:Usage:Inputs is not a setting; allowed are Input, Output,",
            "Llm:Providers:0:Endpoints:0:Events:Done is 'a..b', wrong at position 2: a member name is expected here.",
            "Llm:Providers:0:Endpoints:0:Types:bye is 'gone'; allowed is Text, Reasoning,",
            "Llm:Providers:0:Endpoints:0:Response:Usage:InputExcludesCache is 'maybe'; allowed is true or false.",
            "Llm:Providers:0:Endpoints:0:FinishReasons:full is 'Error'; allowed are error, content_filter, length, completed.",
        ];
        Assert.That(error!.Failures.Count(), Is.EqualTo(expected.Length), error.Message);
        foreach (var text in expected)
        {
            Assert.That(error.Failures, Has.Exactly(1).StartsWith("Client 'llm': " + text), error.Message);
        }
    }

    [Test]
    public void Options_BoundFromMereValuesWhereMoreBelongs_AreRefused()
    {
        var options = Bind(
            [
                ("Providers", "acme"), .. Good, ("Providers:0:Endpoints", "x"), (Endpoint + "Types", "x"), (Endpoint + "FinishReasons", "x"),
                (Endpoint + "Events", "x")
            ]);

        Assert.That(options.BindingErrors, Has.Count.EqualTo(5));
        Assert.That(options.BindingErrors, Has.Exactly(1).EqualTo("Llm:Providers:0:Endpoints is 'x'; allowed is a list."));
    }

    [Test]
    public void Hosts_OfOneString_AreThatOne()
    {
        var options = Bind([("Providers:0:Hosts", "llm.acme.example")]);

        Assert.That(options.Providers[0].Hosts, Is.EqualTo(new[] { "llm.acme.example" }));
    }

    [Test]
    public void Providers_OfCodeAndConfiguration_AreAllThere()
    {
        ServiceCollection services = new();
        services.AddHttpClient("llm").AddLlmMonitoring(options => options.Providers.Add(new() { Name = "mine" })).AddLlmMonitoring(Configuration(Good));
        using var provider = services.BuildServiceProvider();
        LlmMonitoringOptions options = new();
        foreach (var configure in provider.GetServices<IConfigureOptions<LlmMonitoringOptions>>().Cast<IConfigureNamedOptions<LlmMonitoringOptions>>())
        {
            configure.Configure("llm", options);
        }

        Assert.That(options.Providers.Select(described => described.Name), Is.EqualTo(new[] { "mine", "acme" }));
    }

    private static LlmMonitoringOptions Bind((string Key, string Value)[] settings)
    {
        ServiceCollection services = new();
        services.AddHttpClient("llm").AddLlmMonitoring(Configuration(settings));
        using var provider = services.BuildServiceProvider();
        LlmMonitoringOptions options = new();
        ((IConfigureNamedOptions<LlmMonitoringOptions>)provider.GetServices<IConfigureOptions<LlmMonitoringOptions>>().Single()).Configure("llm", options);
        return options;
    }

    private static IConfigurationSection Configuration((string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create("Llm:" + setting.Key, (string?)setting.Value)))
            .Build()
            .GetSection("Llm");
}
