using System.Text.Json;
using LlmHttpMetrics.Tests.Counting.Tokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Tests.EventLog.Auditing;

/// <summary>How each call was measured, a line for each, in a file.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AuditLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("audit").FullName;
    private readonly CollectingLogger _logger = new();

    private string FilePath => Path.Combine(_folder, "audit.jsonl");

    public void Dispose()
    {
        _logger.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Call_Measured_IsALine()
    {
        await using (var client = Client(WireSamples.ChatAnswer))
        {
            await SendAsync(client);
            Assert.That(await LinesAsync(), Has.Length.EqualTo(1), "Flushed.");
            await SendAsync(client);
        }

        var lines = await LinesAsync();
        using var line = JsonDocument.Parse(lines[0]);
        Assert.That(lines, Has.Length.EqualTo(2));
        Assert.That(
            line.RootElement.EnumerateObject().Select(member => member.Name),
            Is.EqualTo(new[]
            {
                "version", "id", "timestamp", "client_name", "provider_name", "operation_name", "request_model", "response_model",
                "outcome", "token_source", "strategy", "strategy_reason", "usage_input_tokens",
                "usage_output_tokens",
            }));
        Assert.That(
            (
                Word(line, "provider_name"),
                Word(line, "response_model"),
                Word(line, "strategy"),
                Word(line, "strategy_reason"),
                Word(line, "token_source"),
                line.RootElement.GetProperty("usage_input_tokens").GetInt64()),
            Is.EqualTo(("openai", "gpt-5-mini-2025-08-07", "auto", "default", "provider", 11)));
        Assert.That(string.Concat(lines), Does.Not.Contain(Canary.Secret).And.Not.Contain(Canary.Said));
    }

    [Test]
    public async Task Fallback_AndItsReason_AreInTheLine()
    {
        await using var client = Client("""{"model":"gpt-4o","choices":[{"index":0,"message":{"content":"Hello"},"finish_reason":"stop"}]}""");
        await SendAsync(client);
        using var line = JsonDocument.Parse((await LinesAsync())[0]);

        Assert.That((Word(line, "fallback"), Word(line, "fallback_reason")), Is.EqualTo(("capacity", "unknown_model")));
    }

    [Test]
    public async Task Usage_ThatComesLater_IsALineThatAmendsTheFirst()
    {
        await using MonitoredClient client = new(
            new StubHandler(request => WireSamples.Trickle(request.Method == HttpMethod.Post ? PromisedAnswers.Queued : PromisedAnswers.Completed)),
            services: services => services.AddLlmAuditLog(FilePath));
        await PromisedAnswers.AskAndFetchAsync(client.Http);
        await LlmMonitoring.FlushAsync();

        var lines = await LinesAsync();
        using var first = JsonDocument.Parse(lines[0]);
        using var second = JsonDocument.Parse(lines[1]);
        Assert.That(lines, Has.Length.EqualTo(2));
        Assert.That(
            second.RootElement.EnumerateObject().Select(member => member.Name),
            Is.EqualTo(new[] { "version", "amends", "timestamp", "amended", "token_source", "usage_input_tokens", "usage_output_tokens" }));
        Assert.That((Word(second, "amends"), Word(second, "token_source")), Is.EqualTo((Word(first, "id"), "provider")));
    }

    [Test]
    public async Task HostStart_WithAPathThatCannotBeWritten_Fails()
    {
        HostApplicationBuilder host = new(new HostApplicationBuilderSettings { DisableDefaults = true });
        host.Services.AddLlmAuditLog(Path.Combine(_folder, "no", "such", "folder"));
        using var built = host.Build();

        var error = await Assert.CatchAsync<OptionsValidationException>(() => built.StartAsync());
        Assert.That(error!.Failures.Single(), Does.StartWith("The path of AddLlmAuditLog is '").And.Contains("cannot be written"));
    }

    [Test]
    public void CreateClient_WithAPathThatCannotBeWritten_Fails()
    {
        Assert.That(
            () => new MonitoredClient(
                new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)), services: services => services.AddLlmAuditLog(_folder)).Dispose(),
            Throws.InstanceOf<OptionsValidationException>());
    }

    [Test]
    public async Task File_ThatCannotBeWrittenForAWhile_IsToldOnceAndLosesNothing()
    {
        await using var client = Client(WireSamples.ChatAnswer);
        File.Delete(FilePath);
        Directory.CreateDirectory(FilePath);
        await Assert.ThrowsAsync<IOException>(() => SendAsync(client), "What waits is not confirmed.");
        await Assert.ThrowsAsync<IOException>(() => SendAsync(client));
        Directory.Delete(FilePath);
        await SendAsync(client);

        Assert.That(_logger.Entries.Count(entry => entry.Level == LogLevel.Error && entry.Text.Contains(FilePath, StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.MeasurementFailures, (LlmTagNames.Stage, "event_log")), Is.Positive);
        Assert.That(client.Sink.Events, Has.Count.EqualTo(3), "Other sinks get theirs.");
        Assert.That(await LinesAsync(), Has.Length.EqualTo(3), "It goes on when it can.");
    }

    [Test]
    public async Task File_MovedAway_IsMadeAgain()
    {
        await using var client = Client(WireSamples.ChatAnswer);
        await SendAsync(client);
        File.Move(FilePath, FilePath + ".1");
        client.Time.Advance(TimeSpan.FromSeconds(1));
        await SendAsync(client);

        Assert.That(await LinesAsync(), Has.Length.EqualTo(1));
        Assert.That(await File.ReadAllLinesAsync(FilePath + ".1"), Has.Length.EqualTo(1));
    }

    [TestCase("{\"a\":1}\n{\"b\":", "{\"a\":1}\n", TestName = "LastLine_Torn_IsCutOff")]
    [TestCase("{\"a\":1}\n{\"b\":2}", "{\"a\":1}\n{\"b\":2}\n", TestName = "LastLine_WithoutItsBreak_GetsIt")]
    [TestCase("{\"a\":1}\n", "{\"a\":1}\n", TestName = "LastLine_Whole_Stays")]
    public async Task LastLine_OfAKilledProcess_IsRepaired(string left, string repaired)
    {
        await File.WriteAllTextAsync(FilePath, left);
        await using var client = Client(WireSamples.ChatAnswer);
        await SendAsync(client);

        var text = await File.ReadAllTextAsync(FilePath);
        Assert.That(text, Does.StartWith(repaired + "{\"version\":2,").And.EndsWith("}\n"));
    }

    [Test]
    public async Task Calls_WithoutTheLog_WriteNothing()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));
        await SendAsync(client);

        Assert.That(Directory.GetFiles(_folder), Is.Empty);
    }

    private static string? Word(JsonDocument line, string name) => line.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static async Task SendAsync(MonitoredClient client)
    {
        (await client.Http.SendAsync(WireSamples.Post())).Dispose();
        await LlmMonitoring.FlushAsync();
    }

    private async Task<string[]> LinesAsync() => await File.ReadAllLinesAsync(FilePath);

    private MonitoredClient Client(string answer) => new(
        new StubHandler(_ => WireSamples.Trickle(answer)),
        services: services =>
            services.AddSingleton<ITokenCounterSource>(new WordCounter { Models = _ => false })
                .AddLogging(logging => logging.AddProvider(_logger))
                .AddLlmAuditLog(FilePath));
}
