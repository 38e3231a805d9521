using System.Globalization;
using LlmHttpMetrics.Tests.Counting.Tokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Tests.Counting.Learning;

/// <summary>Calls whose provider reports usage teach how to estimate those whose provider does not.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LearningTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"learning-{Guid.NewGuid():N}.json");
    private readonly CollectingLogger _logger = new();
    private readonly List<string> _counted = [];
    private bool _reports = true;
    private Func<string, bool> _models = _ => false;
    private Func<int, string> _usage = LearningCalls.Usage;

    public void Dispose()
    {
        _logger.Dispose();
        File.Delete(_path);
    }

    [Test]
    public async Task Estimate_OfACallWithoutUsage_FollowsThoseWithIt()
    {
        await using var client = Client();
        await TeachAsync(client, 20);
        _reports = false;
        await LearningCalls.SendAsync(client.Http, 100);
        await LlmMonitoring.FlushAsync();
        var e = client.Sink.Events[^1];

        Assert.That(e.Tokens.Input, Is.EqualTo(224).Within(2).Percent);
        Assert.That(e.Tokens.Output, Is.EqualTo(103).Within(2).Percent);
        Assert.That((e.TokenSource, e.Tokenizer, e.Fallback, e.FallbackReason), Is.EqualTo(("estimate", "o200k_base", "estimate", "unknown_model")));
        Assert.That(e.TokenConfidence, Is.GreaterThan(0.7));
        Assert.That(client.Recorder.Only(LlmInstrumentNames.TokenizationConfidence, (LlmTagNames.Tokenizer, "estimate")).Value, Is.EqualTo(e.TokenConfidence));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.Tokens, (LlmTagNames.TokenSource, "estimate")), Has.Count.EqualTo(2));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.TokenUsage), Has.Count.EqualTo(40), "The standard's histogram is the provider's.");
    }

    [Test]
    public async Task Call_ThatTeaches_KeepsTheProvidersFigures()
    {
        await using var client = Client();
        await TeachAsync(client, 1);
        var e = client.Sink.Only;

        Assert.That((e.TokenSource, e.Tokens.Input, e.Tokens.Output, e.FallbackReason), Is.EqualTo(("provider", (long?)38, (long?)10, (string?)null)));
        Assert.That((
            e.LocalTokens!.Input, e.LocalTokens.Output, e.Tokenizer), Is.EqualTo(((long?)14, (long?)7, "o200k_base")), "What would have been said of it.");
        Assert.That(client.Recorder.Of(LlmInstrumentNames.MeasurementFallbacks), Is.Empty);
        Assert.That(client.Recorder.Of(LlmInstrumentNames.Tokens, (LlmTagNames.TokenSource, "estimate")), Is.Empty);
    }

    [TestCase(null, LlmFallbacks.Capacity, 0)]
    [TestCase(false, LlmFallbacks.Estimate, 0)]
    [TestCase(true, LlmFallbacks.Capacity, 6)]
    [TestCase(null, LlmFallbacks.Estimate, 6)]
    public async Task Calls_WithUsage_AreCountedWhereAskedFor(bool? enabled, string fallback, int texts)
    {
        await using var client = Client(options => options.Learning.Enabled = enabled, onUnknownModel: fallback);
        await TeachAsync(client, 3);

        Assert.That(_counted, Has.Count.EqualTo(texts));
    }

    [Test]
    public async Task Calls_ManyOfThem_AreSampled()
    {
        await using var client = Client(options => (options.Learning.SampleFirst, options.Learning.SampleEvery) = (2, 10));
        await TeachAsync(client, 32);

        Assert.That(_counted, Has.Count.EqualTo(2 * (2 + 3)));
    }

    [TestCase(null, 0, 7)]
    [TestCase(true, 20, 10)]
    public async Task Model_WithATokenizerOfItsOwn_GetsTheOffsetWhereAskedFor(bool? enabled, int texts, long output)
    {
        _models = _ => true;
        _usage = words => string.Create(CultureInfo.InvariantCulture, $$"""{"prompt_tokens":{{words + 7}},"completion_tokens":{{words + 3}}}""");
        await using var client = Client(options => options.Learning.Enabled = enabled);
        await TeachAsync(client, 10);
        Assert.That(_counted, Has.Count.EqualTo(texts));
        _reports = false;
        await LearningCalls.SendAsync(client.Http, 7);
        await LlmMonitoring.FlushAsync();

        Assert.That((client.Sink.Events[^1].Tokens.Output, client.Sink.Events[^1].TokenSource), Is.EqualTo(((long?)output, "tokenizer")));
    }

    [Test]
    public async Task Core_Alone_EstimatesByTheScripts()
    {
        await using var client = Client(withTokenizer: false);
        await TeachAsync(client, 20);
        _reports = false;
        await LearningCalls.SendAsync(client.Http, 100);
        await LlmMonitoring.FlushAsync();

        Assert.That(client.Sink.Events[^1].Tokens.Input, Is.EqualTo(224).Within(2).Percent);
        Assert.That(client.Sink.Events[^1].Tokenizer, Is.EqualTo("script_classes"));
    }

    [Test]
    public async Task Tokenizer_ThatThrows_CostsNothingButTheLesson()
    {
        await using MonitoredClient client = new(
            LearningCalls.Network(LearningCalls.Usage),
            options => options.Fallback.OnUnknownModel = LlmFallbacks.Estimate,
            services: services => services.AddSingleton<ITokenCounterSource>(
                new WordCounter("o200k_base") { Models = _ => false, OnCount = _ => throw new InvalidOperationException() }));
        await TeachAsync(client, 1);

        Assert.That((
            client.Sink.Only.TokenSource, client.Sink.Only.LocalTokens, client.Sink.Only.Fallback), Is.EqualTo(("provider", (LlmTokens?)null, (string?)null)));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.MeasurementFallbacks), Is.Empty);
    }

    [Test]
    public async Task File_OfWhatWasLearned_OutlivesTheProcess([Values] bool byDispose)
    {
        await using (var client = Client(options => options.Learning.Path = _path))
        {
            await LearningCalls.SendAsync(client.Http, 5);
            await TeachAsync(client, 20);
            Assert.That(File.Exists(_path), Is.True, "Flushed.");
            if (byDispose)
            {
                File.Delete(_path);
                await LearningCalls.SendAsync(client.Http, 50);
            }
        }

        _reports = false;
        await using var second = Client(options => options.Learning.Path = _path);
        await LearningCalls.SendAsync(second.Http, 100);
        await LlmMonitoring.FlushAsync();

        Assert.That(second.Sink.Only.Tokens.Input, Is.EqualTo(224).Within(2).Percent);
    }

    [Test]
    public async Task File_ThatIsSomethingElse_IsToldAndLeftAlone()
    {
        await File.WriteAllTextAsync(_path, "mine");
        await using (var client = Client(options => options.Learning.Path = _path))
        {
            await TeachAsync(client, 3);
        }

        Assert.That(await File.ReadAllTextAsync(_path), Is.EqualTo("mine"));
        Assert.That(Warnings("of Learning.Path does not contain learned data: it is not valid JSON for this file, at line 1"), Is.EqualTo(1));
    }

    [Test]
    public async Task File_ThatCannotBeWritten_IsToldOnceAndCounted()
    {
        await using var client = Client(options => options.Learning.Path = _path);
        await TeachAsync(client, 1);
        File.Delete(_path);
        Directory.CreateDirectory(_path);
        try
        {
            await TeachAsync(client, 1);
            await TeachAsync(client, 1);
        }
        finally
        {
            Directory.Delete(_path);
        }

        Assert.That(Warnings("cannot be written"), Is.EqualTo(1));
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.MeasurementFailures, (LlmTagNames.Stage, "learning")), Is.EqualTo(2));
    }

    [Test]
    public void Options_OutOfRange_AreToldAllAtOnce()
    {
        LlmSharedMonitoringOptions options = new();
        (options.Learning.SampleFirst, options.Learning.SampleEvery, options.Learning.MaxModels, options.Learning.Path) = (-1, 0, 1, "/no/such/folder/file");

        var error = Assert.Catch<OptionsValidationException>(
            () => LlmMonitoring.CreateHandler(new StubHandler(_ => new HttpResponseMessage()), between: null, options: null, options));

        Assert.That(error!.Failures, Is.EqualTo(new[]
        {
            "Learning.SampleFirst is -1; allowed is 0 to 1000000.",
            "Learning.SampleEvery is 0; allowed is 1 to 1000000.",
            "Learning.MaxModels is 1; allowed is 2 to 10000.",
            "Learning.Path is '/no/such/folder/file'; a file in an existing folder is required.",
        }));
    }

    private async Task TeachAsync(MonitoredClient client, int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            await LearningCalls.SendAsync(client.Http, 7 + (i * 13 % 90));
        }

        await LlmMonitoring.FlushAsync();
    }

    private int Warnings(string text) =>
        _logger.Entries.Count(entry => entry.Level == LogLevel.Warning && entry.Text.Contains(text, StringComparison.Ordinal));

    private MonitoredClient Client(
        Action<LlmSharedMonitoringOptions>? shared = null, bool withTokenizer = true, string onUnknownModel = LlmFallbacks.Estimate) => new(
        LearningCalls.Network(words => _reports ? _usage(words) : null),
        options =>
        {
            options.Fallback.OnUnknownModel = onUnknownModel;
            options.Performance.CacheTokenization = false;
        },
        shared: shared,
        services: services =>
        {
            services.AddLogging(logging => logging.AddProvider(_logger));
            if (withTokenizer)
            {
                services.AddSingleton<ITokenCounterSource>(new WordCounter("o200k_base") { Models = _models, OnCount = _counted.Add });
            }
        });
}
