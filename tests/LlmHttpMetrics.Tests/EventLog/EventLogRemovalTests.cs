using LlmHttpMetrics.EventLog.Files;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.EventLog;

/// <summary>Files and folders that are removed while they are written: nothing is confirmed that is not there.</summary>
public sealed class EventLogRemovalTests
{
    private ManualTimeProvider _time = null!;
    private TemporaryFolder _folder = null!;
    private MonitoredClient _counted = null!;

    [SetUp]
    public void MakeFolder() => (_folder, _time, _counted) = (new(), new(), new MonitoredClient(_ => new HttpResponseMessage()));

    [TearDown]
    public void RemoveFolder()
    {
        _folder.Dispose();
        _counted.Dispose();
    }

    [Test]
    public async Task Folder_RemovedBeforeAFlush_HasTheEventsAfterIt([Values] bool flushToDisk)
    {
        await using var log = Log(options => options.FlushToDisk = flushToDisk);
        await log.FlushAsync(CancellationToken.None);
        var events = await WriteAsync(log, 20);
        DeleteFolder();

        await log.FlushAsync(CancellationToken.None);

        Assert.That(await ReadAsync(), Is.EqualTo(events));
    }

    [Test]
    public async Task Folder_RemovedAfterAFlush_HasTheEventsSince()
    {
        await using var log = Log();
        await WriteAsync(log, 20);
        await log.FlushAsync(CancellationToken.None);
        DeleteFolder();
        var events = await WriteAsync(log, 20, seed: 2);

        await log.FlushAsync(CancellationToken.None);

        Assert.That(await ReadAsync(), Is.EqualTo(events), "those before have been confirmed, and somebody has removed them");
    }

    [Test]
    public async Task File_RemovedOnceItWasSeen_IsNotConfirmed()
    {
        await using var log = Log();
        await WriteAsync(log, 20);
        _time.Advance(TimeSpan.FromSeconds(1));
        var seen = await WriteAsync(log, 1, seed: 2);
        File.Delete(OnlyFile());

        var fault = await Assert.ThrowsAsync<IOException>(async () => await log.FlushAsync(CancellationToken.None));
        await log.FlushAsync(CancellationToken.None);

        Assert.That(fault!.Message, Does.Contain("has been removed, with events that had not been confirmed"));
        Assert.That(await ReadAsync(), Is.EqualTo(seen), "that was written after the file had been seen");
    }

    [Test]
    public async Task File_ReplacedByAnother_IsNotConfirmed()
    {
        await using var log = Log();
        var events = await WriteAsync(log, 20);
        var path = OnlyFile();
        File.Delete(path);
        await File.WriteAllTextAsync(path, "");

        await log.FlushAsync(CancellationToken.None);

        Assert.That(await ReadAsync(), Is.EqualTo(events));
    }

    [Test]
    public async Task File_ClosedAndRemovedBeforeAFlush_IsNotConfirmed()
    {
        await using var log = Log(options => options.MaxFileSize = 4_000);
        await WriteAsync(log, 20);
        await log.Tidying;
        File.Delete(Directory.GetFiles(_folder.Path, "*.jsonl").Order(StringComparer.Ordinal).First());

        await Assert.ThrowsAsync<IOException>(async () => await log.FlushAsync(CancellationToken.None));
        await log.FlushAsync(CancellationToken.None);
    }

    [Test]
    public async Task File_CompressedOrDeletedAsItShould_IsNotMissed([Values] bool compress)
    {
        await using var log = Log(options => (options.MaxFileSize, options.Compress, options.RetainFiles) = (4_000, compress, 2));
        await WriteAsync(log, 40);
        await log.Tidying;

        await log.FlushAsync(CancellationToken.None);

        Assert.That(Directory.GetFiles(_folder.Path, "llm-events-*"), Has.Length.LessThanOrEqualTo(3));
    }

    [Test]
    public async Task Folder_ThatCannotBeMadeAgain_IsNotConfirmedUntilItCan()
    {
        await using var log = Log();
        var events = await WriteAsync(log, 20);
        DeleteFolder();
        await File.WriteAllTextAsync(_folder.Path, "");
        await Assert.ThrowsAsync<IOException>(async () => await log.FlushAsync(CancellationToken.None));
        var later = await WriteAsync(log, 1, seed: 2);
        await Assert.ThrowsAsync<IOException>(async () => await log.FlushAsync(CancellationToken.None));
        File.Delete(_folder.Path);

        await log.FlushAsync(CancellationToken.None);

        Assert.That(await ReadAsync(), Is.EqualTo(events.Concat(later)));
    }

    [Test]
    public async Task Deletion_AfterTheFolderWasRemoved_FindsWhatIsWrittenAgain()
    {
        await using var log = Log();
        LlmEvent[] events = [.. EventSamples.Realistic(20, seed: 1)];
        foreach (var e in events)
        {
            await log.WriteAsync(e, CancellationToken.None);
        }

        DeleteFolder();
        var session = events[0].Call!.SessionId;

        var deletion = await log.DeleteAsync(sessionId: session);

        Assert.That(deletion.Events, Is.EqualTo(events.Count(e => e.Call!.SessionId == session)));
        Assert.That(await ReadAsync(), Is.EqualTo(events.Where(e => e.Call!.SessionId != session).Select(e => e.Id)));
    }

    [Test]
    public async Task Loss_NoticedByADeletion_IsToldToWhoeverFlushes()
    {
        await using var log = Log();
        await WriteAsync(log, 1);
        _time.Advance(TimeSpan.FromSeconds(1));
        await WriteAsync(log, 1, seed: 2);
        DeleteFolder();

        await log.DeleteAsync("nobody");

        await Assert.ThrowsAsync<IOException>(async () => await log.FlushAsync(CancellationToken.None));
        await log.FlushAsync(CancellationToken.None);
    }

    [Test]
    public void SingleFile_Deleted_IsWrittenAgain()
    {
        var path = _folder.File("audit.jsonl");
        using SingleFile file = new(path, "audit log", _time);
        file.Append("{\"a\":1}\n"u8);
        File.Delete(path);

        file.FlushToDisk();

        Assert.That(File.ReadAllText(path), Is.EqualTo("{\"a\":1}\n"));
    }

    [Test]
    public void SingleFile_Moved_IsNotWrittenTwice()
    {
        Assume.That(OperatingSystem.IsLinux(), "Elsewhere nobody says what has become of an open file.");
        var path = _folder.File("audit.jsonl");
        using SingleFile file = new(path, "audit log", _time);
        file.Append("{\"a\":1}\n"u8);
        File.Move(path, path + ".1");
        file.Append("{\"a\":2}\n"u8);

        file.FlushToDisk();
        file.Append("{\"a\":3}\n"u8);

        Assert.That((File.ReadAllText(path + ".1"), File.ReadAllText(path)), Is.EqualTo(("{\"a\":1}\n{\"a\":2}\n", "{\"a\":3}\n")));
    }

    [Test]
    public void SingleFile_OfTwoLogs_IsWrittenByOne()
    {
        var path = _folder.File("audit.jsonl");
        using SingleFile one = new(path, "audit log", _time);
        using SingleFile other = new(path, "audit log", _time);
        one.Append("{\"a\":1}\n"u8);

        Assert.Throws<IOException>(() => other.Append("{\"b\":1}\n"u8));
        other.Probe();
        one.Append("{\"a\":2}\n"u8);
        one.Close();
        other.Append("{\"b\":1}\n"u8);

        Assert.That(File.ReadAllText(path), Is.EqualTo("{\"a\":1}\n{\"a\":2}\n{\"b\":1}\n"));
    }

    private string OnlyFile() => Directory.GetFiles(_folder.Path, "*.jsonl").Single();

    private LlmEventLog Log(Action<LlmEventLogOptions>? configure = null)
    {
        LlmEventLogOptions options = new() { Folder = _folder.Path };
        configure?.Invoke(options);
        return new LlmEventLog(options, _time, logger: null, _counted.Services.GetRequiredService<LlmHttpMetrics.Telemetry.LlmInstruments>());
    }

    private static async Task<Guid[]> WriteAsync(LlmEventLog log, int count, int seed = 1)
    {
        LlmEvent[] events = [.. EventSamples.Realistic(count, seed)];
        foreach (var e in events)
        {
            await log.WriteAsync(e, CancellationToken.None);
        }

        return [.. events.Select(e => e.Id)];
    }

    /// <summary>The log may be tidying its folder meanwhile, and put a file of its own in it.</summary>
    private void DeleteFolder()
    {
        for (var attempt = 0; Directory.Exists(_folder.Path); attempt++)
        {
            try
            {
                Directory.Delete(_folder.Path, recursive: true);
            }
            catch (IOException) when (attempt < 100)
            {
                // Not empty any more.
            }
        }
    }

    private async Task<Guid[]> ReadAsync() => [.. (await new LlmEventReader().ReadAsync(_folder.Path).ToListAsync()).Select(e => e.Id)];
}
