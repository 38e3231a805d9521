using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.EventLog;

/// <summary>What others have put into the folder is left alone, told and counted, and the log does with its own files what it should.</summary>
public sealed class EventLogForeignFileTests
{
    private const string Old = "llm-events-20240101T000000000Z-0000000a-0000.jsonl";
    private const string Older = "llm-events-20230101T000000000Z-0000000a-0000.jsonl";

    private ManualTimeProvider _time = null!;
    private TemporaryFolder _folder = null!;
    private TemporaryFolder _elsewhere = null!;
    private CollectingLogger _logger = null!;
    private MonitoredClient _counted = null!;

    [SetUp]
    public void MakeFolder() =>
        (_folder, _elsewhere, _time, _logger, _counted) = (new(), new(), new(), new(), new MonitoredClient(_ => new HttpResponseMessage()));

    [TearDown]
    public void RemoveFolder()
    {
        _folder.Dispose();
        _elsewhere.Dispose();
        _logger.Dispose();
        _counted.Dispose();
    }

    [TestCase("link")]
    [TestCase("dangling")]
    [TestCase("folder")]
    [TestCase("pipe")]
    public async Task Foreign_OfAnOldName_IsLeftAndLoggedAndTheOthersAreDeleted(string kind)
    {
        await File.WriteAllTextAsync(_folder.File(Old), "{}\n");
        await File.WriteAllTextAsync(_elsewhere.File("target"), "of somebody else\ntorn");
        await MakeAsync(kind, _folder.File(Older));

        await TidyAsync();

        Assert.That(_folder.Names, Has.None.EqualTo(Old));
        Assert.That(new FileInfo(_folder.File(Older)).Attributes, Is.Not.EqualTo((FileAttributes)(-1)), "it is there");
        Assert.That(await File.ReadAllTextAsync(_elsewhere.File("target")), Is.EqualTo("of somebody else\ntorn"));
        AssertLogged(Older);
    }

    [TestCase("link")]
    [TestCase("folder")]
    [TestCase("pipe")]
    public async Task Foreign_InPlaceOfTheLockFile_DoesNotStopRetention(string kind)
    {
        await File.WriteAllTextAsync(_folder.File(Old), "{}\n");
        File.SetLastWriteTimeUtc(_folder.File(Old), new DateTime(2024, 1, 2, 0, 0, 0, DateTimeKind.Utc));
        await MakeAsync(kind, _folder.File("llm-events.lock"));

        await TidyAsync();

        Assert.That(_folder.Names, Has.None.EqualTo(Old));
        AssertLogged("llm-events.lock");
    }

    [Test]
    public async Task File_ThatCannotBeCompressed_DoesNotHinderTheOthers()
    {
        const string First = "llm-events-20260301T110000000Z-0000000a-0000.jsonl";
        const string Second = "llm-events-20260301T110000000Z-0000000a-0001.jsonl";
        await File.WriteAllTextAsync(_folder.File(First), "{}\n");
        await File.WriteAllTextAsync(_folder.File(Second), "{}\n");
        Directory.CreateDirectory(_folder.File(First + ".gz"));

        await TidyAsync();

        Assert.That(_folder.Names.Where(name => !name.EndsWith(".lock", StringComparison.Ordinal)), Is.EqualTo(new[] { First, Second + ".gz" }));
        AssertLogged(First);
    }

    [Test]
    public async Task Superseded_WithAnotherContent_Stays()
    {
        const string Name = "llm-events-20260301T110000000Z-0000000a-0000.jsonl";
        await File.WriteAllTextAsync(_folder.File(Name), "{}\n");
        await File.WriteAllTextAsync(_folder.File(Name + ".gz"), "damaged");

        await TidyAsync();

        Assert.That(await File.ReadAllTextAsync(_folder.File(Name)), Is.EqualTo("{}\n"));
        AssertLogged(Name);
    }

    [TestCase("llm-events-more-20260301T110000000Z-0000000a-0000.jsonl.gz.tmp")]
    [TestCase("llm-events-more-20260301T110000000Z-0000000a-0000.jsonl.gz.0123456789abcdef0123456789abcdef.tmp")]
    [TestCase("llm-events-more-0123456789abcdef0123456789abcdef.tmp")]
    [TestCase("llm-events-notes.tmp")]
    [TestCase("llm-events-20240101T000000000Z-0000000a-0000.jsonl.notes.tmp")]
    [TestCase("llm-events-20240101T000000000Z-A-0.jsonl")]
    [TestCase("llm-events-20240101T000000000Z-0000000A-0000.jsonl")]
    [TestCase("llm-events-20240101T000000000Z-0000000a-00000.jsonl")]
    [TestCase("llm-events-more-20240101T000000000Z-0000000a-0000.jsonl")]
    public async Task File_OfAnotherLogOrName_IsLeftAlone(string name)
    {
        await File.WriteAllTextAsync(_folder.File(name), "half");

        await TidyAsync();

        Assert.That(await File.ReadAllTextAsync(_folder.File(name)), Is.EqualTo("half"));
    }

    [TestCase("llm-events-20240101T000000000Z-0000000a-0000.jsonl.gz.tmp")]
    [TestCase("llm-events-20240101T000000000Z-0000000a-0000.jsonl.gz.0123456789abcdef0123456789abcdef.tmp")]
    [TestCase("llm-events-0123456789abcdef0123456789abcdef.tmp")]
    public async Task Unfinished_OfThisLog_IsRemoved(string name)
    {
        await File.WriteAllTextAsync(_folder.File(name), "half");

        await TidyAsync();

        Assert.That(_folder.Names, Has.None.EqualTo(name));
    }

    [TestCase("link")]
    [TestCase("dangling")]
    [TestCase("pipe")]
    public async Task Reader_OfAFolder_FollowsNoLinkAndWaitsForNoPipe(string kind)
    {
        await using (var log = Log())
        {
            await log.WriteAsync(EventSamples.Realistic(1, seed: 1).First(), CancellationToken.None);
        }

        var events = Directory.GetFiles(_folder.Path, "*.jsonl*").Single();
        File.Copy(events, _elsewhere.File("target"));
        await MakeAsync(kind, _folder.File(Older));
        LlmEventReader reader = new();

        var read = await Task.Run(() => reader.ReadAsync(_folder.Path).ToListAsync()).WaitAsync(HangGuard.Limit);

        Assert.That(read, Has.Count.EqualTo(1));
        Assert.That(reader.Problems.Select(
            problem => (problem.File, problem.Line)), Is.EqualTo(kind == "pipe" ? [] : new[] { ((string?)_folder.File(Older), 0L) }));
        if (kind == "link")
        {
            Assert.That(await new LlmEventReader().ReadAsync(_folder.File(Older)).ToListAsync(), Has.Count.EqualTo(1), "a link that is named is followed");
        }
    }

    private void AssertLogged(string name)
    {
        Assert.That(
            _logger.Entries.Count(entry => entry.Text.StartsWith($"The event log leaves '{_folder.File(name)}' unchanged: ", StringComparison.Ordinal)),
            Is.EqualTo(1));
        Assert.That(_counted.Recorder.Sum(
            LlmInstrumentNames.MeasurementFailures, (LlmTagNames.Stage, "event_log")), Is.GreaterThan(1), "it is counted each time");
    }

    private async Task TidyAsync()
    {
        // The opening of a pipe may wait for ever.
        await Task.Run(async () =>
        {
            await using var log = Log();
            await log.Tidying;
        }).WaitAsync(HangGuard.Limit);
    }

    private LlmEventLog Log() => new(
        new LlmEventLogOptions { Folder = _folder.Path, Compress = true },
        _time,
        _logger.CreateLogger("LlmHttpMetrics"),
        _counted.Services.GetRequiredService<LlmHttpMetrics.Telemetry.LlmInstruments>());

    private async Task MakeAsync(string kind, string path)
    {
        switch (kind)
        {
            case "folder":
                Directory.CreateDirectory(path);
                break;
            case "pipe":
                Assume.That(!OperatingSystem.IsWindows(), "Windows has no pipes among its files.");
                using (var made = Process.Start("mkfifo", [path]))
                {
                    await made.WaitForExitAsync();
                    Assert.That(made.ExitCode, Is.Zero);
                }

                break;
            default:
                File.CreateSymbolicLink(path, _elsewhere.File(kind == "dangling" ? "none" : "target"));
                break;
        }
    }
}
