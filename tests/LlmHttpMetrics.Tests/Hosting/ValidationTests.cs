using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Tests.Hosting;

/// <summary>Invalid options are reported all at once, when the host starts or the first client is created.</summary>
public sealed class ValidationTests
{
    private static readonly string[] Wrong =
    [
        nameof(LlmMonitoringOptions.Provider), nameof(LlmMonitoringOptions.ClientTimeout), nameof(LlmMonitoringOptions.SemanticConventions),
        nameof(LlmMonitoringOptions.WhenAlreadyMeasured), nameof(LlmMonitoringOptions.IncludeUsage), nameof(LlmMonitoringOptions.MaxRetainedInput),
        "MetricTags[1]", "IncludeUsageHosts[1]",
    ];

    [Test]
    public void CreateClient_WithWrongOptions_ListsEveryError()
    {
        using var services = Services(builder => builder.AddLlmMonitoring(Break)).BuildServiceProvider();

        var error = Assert.Catch<OptionsValidationException>(() => services.GetRequiredService<IHttpClientFactory>().CreateClient("llm"));

        AssertListsAll(error!);
        Assert.That(error!.Failures, Has.All.Contain("llm"), "each names its client");
    }

    [Test]
    public async Task HostStart_WithWrongOptions_ListsEveryError()
    {
        HostApplicationBuilder host = new(new HostApplicationBuilderSettings { DisableDefaults = true });
        host.Services.AddHttpClient("llm").AddLlmMonitoring(Break);
        using var built = host.Build();

        var error = await Assert.CatchAsync<OptionsValidationException>(() => built.StartAsync());

        AssertListsAll(error!);
    }

    [Test]
    public async Task HostStart_WithWrongDefaults_ListsEveryError()
    {
        HostApplicationBuilder host = new(new HostApplicationBuilderSettings { DisableDefaults = true });
        host.Services.ConfigureHttpClientDefaults(defaults => defaults.AddLlmMonitoring(Break));
        using var built = host.Build();

        AssertListsAll((await Assert.CatchAsync<OptionsValidationException>(() => built.StartAsync()))!);
    }

    [Test]
    public void CreateHandler_WithWrongOptions_ListsEveryError()
    {
        LlmMonitoringOptions options = new();
        Break(options);

        AssertListsAll(
            Assert.Catch<OptionsValidationException>(() => LlmMonitoring.CreateHandler(new StubHandler(_ => new HttpResponseMessage()), options: options))!);
    }

    [Test]
    public void CreateClient_WithUnknownKeysAndValuesOfTheWrongType_ListsEveryError()
    {
        var section = Configuration(
            ("Enabld", "true"), ("Enabled", "maybe"), ("MaxRetainedInput", "many"), ("ClientTimeout", "soon"), ("SemanticConventions", "Newest"),
            ("IncludeUsage", "Please"),
            ("RecordErrorMessages", "0"), ("WhenAlreadyMeasured", "Sometimes"), ("TagHttpMetrics", "perhaps"));
        using var services = Services(builder => builder.AddLlmMonitoring(section)).BuildServiceProvider();

        var error = Assert.Catch<OptionsValidationException>(() => services.GetRequiredService<IHttpClientFactory>().CreateClient("llm"));

        Assert.That(error!.Failures.Count(), Is.EqualTo(9), error.Message);
        Assert.That(error.Message, Does.Contain("Llm:Enabld is not a setting")
            .And.Contain("Llm:Enabled is 'maybe'")
            .And.Contain("Llm:MaxRetainedInput is 'many'"));
    }

    [Test]
    public void Options_BoundFromConfiguration_AreThose()
    {
        var section = Configuration(
            ("Enabled", "false"), ("Provider", "anthropic"), ("ClientTimeout", "00:00:30"), ("SemanticConventions", "both"), ("MaxRetainedInput", "7000"),
            ("MetricTags:0", "llm.feature"), ("MetricTags:1", "team"), ("IncludeUsage", "Inject"), ("IncludeUsageHosts:0", "localhost"),
            ("RecordErrorMessages", "true"), ("WhenAlreadyMeasured", "skipstandard"), ("TagHttpMetrics", "true"));
        using var services = Services(builder => builder.AddLlmMonitoring(section)).BuildServiceProvider();

        var options = services.GetRequiredService<IOptionsMonitor<LlmMonitoringOptions>>().Get("llm");

        Assert.That(
            (options.Enabled, options.Provider, options.ClientTimeout, options.SemanticConventions),
            Is.EqualTo((false, "anthropic", (TimeSpan?)TimeSpan.FromSeconds(30), SemanticConventions.Both)));
        Assert.That(
            (options.MaxRetainedInput, options.IncludeUsage, options.RecordErrorMessages),
            Is.EqualTo((7000, IncludeUsage.Inject, true)));
        Assert.That((options.WhenAlreadyMeasured, options.TagHttpMetrics), Is.EqualTo((WhenAlreadyMeasured.SkipStandard, true)));
        Assert.That(options.MetricTags, Is.EqualTo(new[] { "llm.feature", "team" }));
        Assert.That(options.IncludeUsageHosts, Is.EqualTo(new[] { "localhost" }));
    }

    [Test]
    public void Options_Defaults_AreValid()
    {
        Assert.That(() => LlmMonitoring.CreateHandler(new StubHandler(_ => new HttpResponseMessage()), options: new LlmMonitoringOptions())
            .Dispose(), Throws.Nothing);
    }

    [TestCase(1)]
    [TestCase(100_000)]
    public void MaxTagValues_AtItsBounds_IsValid(int value)
    {
        LlmSharedMonitoringOptions shared = new();
        shared.Tags.MaxTagValues = value;

        Assert.That(() => LlmMonitoring.CreateHandler(new StubHandler(_ => new HttpResponseMessage()), between: null, options: null, shared)
            .Dispose(), Throws.Nothing);
    }

    private static void Break(LlmMonitoringOptions options)
    {
        options.Provider = "nobody";
        options.ClientTimeout = TimeSpan.Zero;
        options.SemanticConventions = 0;
        options.WhenAlreadyMeasured = (WhenAlreadyMeasured)9;
        options.IncludeUsage = (IncludeUsage)9;
        options.MaxRetainedInput = 4_095;
        options.MetricTags.Add("fine");
        options.MetricTags.Add(" ");
        options.IncludeUsageHosts.Add("");
    }

    private static void AssertListsAll(OptionsValidationException error)
    {
        Assert.That(error.Failures.Count(), Is.EqualTo(Wrong.Length), error.Message);
        foreach (var name in Wrong)
        {
            Assert.That(error.Message, Does.Contain(name));
        }
    }

    private static IConfigurationSection Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create("Llm:" + setting.Key, (string?)setting.Value)))
            .Build()
            .GetSection("Llm");

    private static ServiceCollection Services(Action<IHttpClientBuilder> add)
    {
        ServiceCollection services = new();
        add(services.AddHttpClient("llm"));
        return services;
    }
}
