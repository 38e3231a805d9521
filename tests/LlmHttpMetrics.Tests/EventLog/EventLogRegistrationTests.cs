using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Tests.EventLog;

/// <summary>An event log as a service.</summary>
public sealed class EventLogRegistrationTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Container_Disposed_HasWrittenEveryEventIntoOneFile([Values] bool asynchronously)
    {
        const int Calls = 50;
        var services = Services(services => services.AddLlmEventLog(_folder.Path));
        using (var http = services.GetRequiredService<IHttpClientFactory>().CreateClient("llm"))
        {
            for (var i = 0; i < Calls; i++)
            {
                (await http.SendAsync(WireSamples.Post())).Dispose();
            }
        }

        if (asynchronously)
        {
            await services.DisposeAsync();
        }
        else
        {
            services.Dispose();
        }

        Assert.That(await new LlmEventReader().ReadAsync(_folder.Path).ToListAsync(), Has.Count.EqualTo(Calls));
        Assert.That(_folder.Names.Count(name => name.EndsWith(".jsonl", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task Logs_Several_EachGetEveryEvent()
    {
        await using (var services = Services(services => services.AddLlmEventLog(_folder.File("one")).AddLlmEventLog(options =>
        {
            options.Folder = _folder.File("two");
            options.FilePrefix = "calls";
        })))
        {
            using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
            (await http.SendAsync(WireSamples.Post())).Dispose();
            Assert.That(services.GetServices<LlmEventLog>().Select(log => log.Folder), Is.EqualTo(new[] { _folder.File("one"), _folder.File("two") }));
            Assert.That(services.GetServices<ILlmEventSink>(), Is.EqualTo(services.GetServices<LlmEventLog>()));
        }

        foreach (var folder in new[] { "one", "two" })
        {
            Assert.That(await new LlmEventReader().ReadAsync(_folder.File(folder)).ToListAsync(), Has.Count.EqualTo(1));
        }
    }

    [Test]
    public void Configuration_Right_IsBound()
    {
        var configuration = Configuration(
            ("Folder", _folder.Path), ("FilePrefix", "calls"), ("MaxFileSize", "5000"), ("MaxFileAge", "01:00:00"), ("RetainFor", "7.00:00:00"),
            ("RetainFiles", "9"), ("Compress", "true"), ("FlushToDisk", "false"));
        using var services = Services(services => services.AddLlmEventLog(configuration));

        var options = services.GetRequiredService<IOptionsMonitor<LlmEventLogOptions>>().Get("0");

        Assert.That(
            (options.Folder, options.FilePrefix, options.MaxFileSize, options.MaxFileAge, options.RetainFor, options.RetainFiles, options.Compress),
            Is.EqualTo((_folder.Path, "calls", 5000L, TimeSpan.FromHours(1), (TimeSpan?)TimeSpan.FromDays(7), (int?)9, true)));
        Assert.That(options.FlushToDisk, Is.False);
        Assert.That(() => services.GetRequiredService<LlmEventLog>(), Throws.Nothing);
    }

    [Test]
    public async Task Configuration_Wrong_StopsTheHostWithEveryErrorOnce()
    {
        HostApplicationBuilder host = new(new HostApplicationBuilderSettings { DisableDefaults = true });
        host.Services.AddLlmEventLog(
            Configuration(
                ("Foldr", "x"),
                ("MaxFileSize", "large"),
                ("Compress", "maybe"),
                ("MaxFileAge", "soon"),
                ("RetainFiles", "many"),
                ("FilePrefix", "a/b")));
        using var built = host.Build();

        var error = await Assert.CatchAsync<OptionsValidationException>(() => built.StartAsync());

        Assert.That(error!.Failures.Count(), Is.EqualTo(7), error.Message);
        Assert.That(
            error.Message,
            Does.Contain("Log:Foldr is not a setting; allowed are Folder, FilePrefix")
                .And.Contain("Log:MaxFileSize is 'large'; allowed is an integer.")
                .And.Contain("Folder is ''"));
    }

    [Test]
    public void Client_OfAWrongLog_IsRefused()
    {
        using var services = Services(services => services.AddLlmEventLog(options => options.MaxFileSize = 0));

        Assert.Catch<OptionsValidationException>(() => services.GetRequiredService<IHttpClientFactory>().CreateClient("llm"));
    }

    [Test]
    public async Task Host_Started_HasMadeTheFolder()
    {
        HostApplicationBuilder host = new(new HostApplicationBuilderSettings { DisableDefaults = true });
        host.Services.AddLlmEventLog(_folder.File("new/deep"));
        using var built = host.Build();

        await built.StartAsync();

        Assert.That(Directory.Exists(_folder.File("new/deep")), Is.True);
    }

    [Test]
    public async Task EventOptions_Wrong_AreToldAllAtOnce()
    {
        await using MonitoredClient fine = new(_ => new HttpResponseMessage());
        LlmMonitoringOptions options = new();
        LlmSharedMonitoringOptions shared = new();
        shared.EventQueue.Wait = TimeSpan.FromHours(1);
        options.EventSampling.Share = double.NaN;
        options.EventSampling.KeepSlowerThan = TimeSpan.Zero;
        options.EventSampling.KeepOutcomes.Add("superseded");
        options.ContentCapture.MaxLength = 0;

        var error = Assert.Catch<OptionsValidationException>(
            () => LlmMonitoring.CreateHandler(new StubHandler(_ => new HttpResponseMessage()), between: null, options, shared));

        Assert.That(error!.Failures, Is.EqualTo(new[]
        {
            "EventQueue.Wait is '01:00:00'; allowed is 00:00:00 to 00:01:00.",
            "EventSampling.Share is NaN; allowed is 0 to 1.",
            "EventSampling.KeepSlowerThan is '00:00:00'; it must be positive.",
            "EventSampling.KeepOutcomes has 'superseded'; allowed are error, timeout, cancelled, broken, abandoned, content_filter, length, completed.",
            "ContentCapture.MaxLength is 0; allowed is 1 to 1048576.",
        }));
    }

    [Test]
    public void EventOptions_FromConfiguration_AreBound()
    {
        ServiceCollection collection = new();
        collection.AddHttpClient("llm").AddLlmMonitoring(Configuration(
            ("RecordDecisions", "true"), ("EventSampling:Share", "0.125"),
            ("EventSampling:KeepSlowerThan", "00:00:05"), ("EventSampling:KeepOutcomes:0", "length"),
            ("ContentCapture:Input", "true"), ("ContentCapture:Output", "true"), ("ContentCapture:MaxLength", "99"),
            ("ContentCapture:RedactKeys", "false"), ("ContentCapture:RedactEmailAddresses", "false"),
            ("ContentCapture:RedactCardNumbers", "false")));
        using var services = collection.BuildServiceProvider();

        var options = services.GetRequiredService<IOptionsMonitor<LlmMonitoringOptions>>().Get("llm");

        Assert.That(
            (options.RecordDecisions, options.EventSampling.Share, options.EventSampling.KeepSlowerThan),
            Is.EqualTo((true, 0.125, (TimeSpan?)TimeSpan.FromSeconds(5))));
        Assert.That(options.EventSampling.KeepOutcomes, Is.EqualTo(new[] { "length" }));
        var capture = options.ContentCapture;
        Assert.That(
            (capture.Input, capture.Output, capture.MaxLength, capture.RedactKeys, capture.RedactEmailAddresses, capture.RedactCardNumbers),
            Is.EqualTo((true, true, 99, false, false, false)));
    }

    private static ServiceProvider Services(Action<IServiceCollection> add)
    {
        ServiceCollection services = new();
        services.AddHttpClient("llm")
            .ConfigurePrimaryHttpMessageHandler(() => new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)))
            .AddLlmMonitoring();
        add(services);
        return services.BuildServiceProvider();
    }

    private static IConfigurationSection Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create("Log:" + setting.Key, (string?)setting.Value)))
            .Build()
            .GetSection("Log");
}
