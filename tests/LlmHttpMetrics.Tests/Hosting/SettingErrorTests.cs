using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Tests.Hosting;

/// <summary>What is wrong with a setting is said with its name, its value and what is allowed.</summary>
public sealed class SettingErrorTests
{
    private const string Spans = "allowed is a time span such as 00:00:30 for 30 seconds or 30.00:00:00 for 30 days.";
    private const string ScopeTags =
        "Allowed are llm.call.operation, llm.session.id, llm.user.id, llm.feature, llm.feature.version, llm.prompt.version, llm.experiment, llm.variant "
        + "and names of free tags.";

    [TestCase("ClientTimeout", "30", "Llm:ClientTimeout is '30', a number without a unit; " + Spans)]
    [TestCase("ClientTimeout", "soon", "Llm:ClientTimeout is 'soon'; " + Spans)]
    [TestCase("ClientTimeout", "", "Llm:ClientTimeout is ''; " + Spans)]
    [TestCase("EventSampling:KeepSlowerThan", "1.5", "Llm:EventSampling:KeepSlowerThan is '1.5', a number without a unit; " + Spans)]
    [TestCase("EventSampling:Share", "half", "Llm:EventSampling:Share is 'half'; allowed is a number such as 0.15.")]
    [TestCase("IncludeUsage", "7", "Llm:IncludeUsage is '7'; allowed is AsSent, Inject.")]
    [TestCase("Filter", "x", "Llm:Filter is set in code only.")]
    [TestCase("Enabled:Now", "true", "Llm:Enabled has keys below it; allowed is one value.")]
    [TestCase("IncludeUsageHosts", "a,b", "Llm:IncludeUsageHosts is 'a,b'; allowed is a list.")]
    [TestCase("MetricTags:0", "feature", "MetricTags[0] is 'feature', which is not an entry of a call's scope; did you mean 'llm.feature'? " + ScopeTags)]
    [TestCase("MetricTags", "LLM.Feature", "MetricTags[0] is 'LLM.Feature', which is not an entry of a call's scope; did you mean 'llm.feature'? " + ScopeTags)]
    [TestCase("MetricTags:0", "llm.featur", "MetricTags[0] is 'llm.featur', which is not an entry of a call's scope; did you mean 'llm.feature'? " + ScopeTags)]
    [TestCase("MetricTags:0", "user.id", "MetricTags[0] is 'user.id', which is not an entry of a call's scope; did you mean 'llm.user.id'? " + ScopeTags)]
    [TestCase("MetricTags:0", "my team", "MetricTags[0] is 'my team'; allowed is a name without white space, of at most 256 characters.")]
    public void Setting_Wrong_IsTheOnlyErrorAndSaysWhatIsAllowed(string key, string value, string error)
    {
        using var services = Services((key, value));

        var thrown = Assert.Catch<OptionsValidationException>(() => Options(services));

        Assert.That(thrown!.Failures, Is.EqualTo(new[] { $"Client 'llm': {error}" }));
    }

    [TestCase("Team")]
    [TestCase("tenant.id")]
    [TestCase("version")]
    public void MetricTags_OfFreeTags_AreAllowed(string name)
    {
        using var services = Services(("MetricTags:0", name));

        Assert.That(Options(services).MetricTags, Is.EqualTo(new[] { name }));
    }

    [TestCase("Anthropic", "anthropic")]
    [TestCase("OPENAI", "openai")]
    public async Task Provider_InOtherCase_IsThatProvider(string setting, string provider)
    {
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)),
            client: builder => builder.AddLlmMonitoring(Configuration(("Provider", setting))));

        (await client.Http.SendAsync(WireSamples.Post("https://own.example/v1/chat/completions"))).Dispose();

        Assert.That(client.Recorder.Only(LlmInstrumentNames.Requests).Tag(LlmTagNames.ProviderName), Is.EqualTo(provider));
    }

    [Test]
    public void List_OfOneName_MayBeThatName()
    {
        using var services = Services(("MetricTags", "llm.feature"));

        Assert.That(Options(services).MetricTags, Is.EqualTo(new[] { "llm.feature" }));
    }

    [Test]
    public void List_ThatIsEmpty_ReplacesTheDefault()
    {
        using var services = Services(("IncludeUsageHosts", ""));

        Assert.That(Options(services).IncludeUsageHosts, Is.Empty);
    }

    [Test]
    public void Value_ThatIsNull_TurnsOffWhatMayBeNull()
    {
        using var services = Services(("EventSampling:KeepSlowerThan", null));

        Assert.That(Options(services).EventSampling.KeepSlowerThan, Is.Null);
    }

    private static LlmMonitoringOptions Options(ServiceProvider services) => services.GetRequiredService<IOptionsFactory<LlmMonitoringOptions>>().Create("llm");

    private static ServiceProvider Services(params (string Key, string? Value)[] settings)
    {
        ServiceCollection services = new();
        services.AddHttpClient("llm").AddLlmMonitoring(Configuration(settings));
        return services.BuildServiceProvider();
    }

    private static IConfigurationSection Configuration(params (string Key, string? Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create("Llm:" + setting.Key, setting.Value))).Build().GetSection("Llm");
}
