using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Events;

/// <summary>Calls that are full of secrets, and the files that they leave.</summary>
public sealed class EventPrivacyTests
{
    [Test]
    public async Task Files_OfCallsFullOfSecrets_HoldNone([Values] bool compress)
    {
        using TemporaryFolder folder = new();
        var client = Client(folder, compress, _ => { });
        await SendAsync(client);

        var texts = await TextsAsync(folder);

        Assert.That(texts, Has.Count.EqualTo(2), "an event log and an audit log");
        Assert.That(string.Concat(texts), Does.Not.Contain(Canary.Secret));
        Assert.That(texts, Has.One.Contain(Canary.Said), "what the caller says of a call is there: the files are read");
    }

    [Test]
    public async Task Files_WhereTextIsAskedFor_HoldItRedactedAndNothingElse()
    {
        using TemporaryFolder folder = new();
        var client = Client(folder, compress: false, options =>
        {
            options.ContentCapture.Input = options.ContentCapture.Output = true;
            options.ContentCapture.Redactor = text => text.Replace(Canary.Secret, "[gone]", StringComparison.OrdinalIgnoreCase);
        });
        await SendAsync(client);

        var texts = await TextsAsync(folder);

        Assert.That(string.Concat(texts), Does.Not.Contain(Canary.Secret));
        Assert.That(texts, Has.One.Contain("[gone]"), "the text was there before");
    }

    private static MonitoredClient Client(TemporaryFolder folder, bool compress, Action<LlmMonitoringOptions> configure) => new(
        new StubHandler(request =>
        {
            var response = WireSamples.Trickle(WireSamples.ChatAnswer);
            Canary.In(response);
            return response;
        }),
        options =>
        {
            options.RecordDecisions = true;
            configure(options);
        },
        services: services => services
            .AddLlmEventLog(options => (options.Folder, options.Compress) = (folder.Path, compress))
            .AddLlmEventLogger()
            .AddLlmAuditLog(folder.File("audit")));

    private static async Task SendAsync(MonitoredClient client)
    {
        await using (client)
        {
            using (LlmCall.Begin(new LlmCallInfo { UserId = Canary.Said }))
            {
                using var request = WireSamples.Post(
                    json: $$$"""{"model":"gpt-5-mini","messages":[{"role":"user","content":"{{{Canary.Secret}}}"}],"tools":[{"function":"""
                        + $$$"""{"name":"{{{Canary.Secret}}}"}}]}""");
                (await client.Http.SendAsync(request)).Dispose();
            }

            await LlmMonitoring.FlushAsync();
        }

        Assert.That(client.Sink.Only.Outcome, Is.EqualTo(LlmOutcomes.Completed));
    }

    private static async Task<List<string>> TextsAsync(TemporaryFolder folder)
    {
        List<string> texts = [];
        foreach (var name in folder.Names.Where(name => !name.EndsWith(".lock", StringComparison.Ordinal)))
        {
            await using var file = File.OpenRead(folder.File(name));
            await using Stream plain = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using StreamReader reader = new(plain, Encoding.UTF8);
            texts.Add(name + await reader.ReadToEndAsync());
        }

        return texts;
    }
}
