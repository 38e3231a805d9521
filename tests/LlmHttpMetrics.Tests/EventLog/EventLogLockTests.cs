using LlmHttpMetrics.EventLog.Files;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.EventLog;

/// <summary>Folders in which locks do nothing, as on network file systems: what this process writes is left alone, and what others may write.</summary>
public sealed class EventLogLockTests
{
    private const string OfAnother = "llm-events-20260227T110000000Z-0000000a-0000.jsonl";
    private const string OfAnotherTorn = "llm-events-20260227T110000000Z-0000000a-0001.jsonl";

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
    public async Task Files_BeingWritten_AreNotCompressedByAnotherLogOfTheProcess()
    {
        var link = _folder.File("link");
        var folder = Directory.CreateDirectory(_folder.File("folder")).FullName;
        Directory.CreateSymbolicLink(link, folder);
        await using var one = Log(folder);
        await using var other = Log(link);

        var written = (await Task.WhenAll(Task.Run(() => WriteAsync(one, 300, seed: 5)), Task.Run(() => WriteAsync(other, 300, seed: 6))))
            .SelectMany(events => events)
            .ToArray();
        await Task.WhenAll(one.Tidying, other.Tidying);
        await one.FlushAsync(CancellationToken.None);
        await other.FlushAsync(CancellationToken.None);

        LlmEventReader reader = new();
        Assert.That((await reader.ReadAsync(folder).ToListAsync()).Select(e => e.Id), Is.EquivalentTo(written.Select(e => e.Id)));
        Assert.That(reader.Skipped, Is.Zero);
        Assert.That(Directory.GetFiles(folder, "*.gz"), Has.Length.GreaterThan(10), "files that are full are compressed nevertheless");
    }

    [Test]
    public async Task File_OfAnotherProcess_IsLeftUntilItMustBeClosed([Values] bool written, [Values] bool begun)
    {
        await File.WriteAllTextAsync(_folder.File(OfAnother), "{}\n");
        await File.WriteAllTextAsync(_folder.File(OfAnotherTorn), "{}\n{\"half");
        foreach (var name in new[] { OfAnother, OfAnotherTorn })
        {
            File.SetLastWriteTimeUtc(_folder.File(name), _time.GetUtcNow().UtcDateTime - TimeSpan.FromHours(written ? 23 : 25));
        }

        using CollectingLogger logger = new();

        await using (var log = Log(_folder.Path, options => options.MaxFileAge = TimeSpan.FromDays(begun ? 2 : 1), logger))
        {
            await log.Tidying;
        }

        var isLeft = written || begun;
        Assert.That(_folder.Names, Has.One.EqualTo(isLeft ? OfAnother : OfAnother + ".gz"));
        Assert.That(logger.Entries.Count(entry => entry.Text.Contains("cannot be locked", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(await File.ReadAllTextAsync(_folder.File(OfAnotherTorn)), Is.EqualTo(isLeft ? "{}\n{\"half" : "{}\n"));
        Assert.That(logger.Entries.Count(entry => entry.Text.Contains("cut off", StringComparison.Ordinal)), Is.EqualTo(isLeft ? 0 : 1));
    }

    [Test]
    public async Task File_OfAnotherProcess_StaysAtADeletionAndIsNamed()
    {
        System.Buffers.ArrayBufferWriter<byte> line = new();
        LlmEventJson.Write(line, EventSamples.Realistic(20, seed: 1).First(e => e.Call?.SessionId is not null));
        await File.WriteAllBytesAsync(_folder.File(OfAnother), [.. line.WrittenSpan, (byte)'\n']);
        LlmEventJson.TryRead(line.WrittenSpan, out var e);
        await using var log = Log(_folder.Path, options => options.MaxFileAge = TimeSpan.FromDays(100));

        var deletion = await log.DeleteAsync(sessionId: e!.Call!.SessionId);

        Assert.That((deletion.Events, deletion.FilesInUse), Is.EqualTo((0L, new[] { _folder.File(OfAnother) })));
        Assert.That(await new LlmEventReader().ReadAsync(_folder.Path).ToListAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Unfinished_OfAnotherProcess_StaysForADay([Values(23, 25)] int hours)
    {
        var path = UnfinishedName.Beside(_folder.File(OfAnother + ".gz"));
        await File.WriteAllTextAsync(path, "half");
        File.SetLastWriteTimeUtc(path, _time.GetUtcNow().UtcDateTime - TimeSpan.FromHours(hours));

        await using (var log = Log(_folder.Path))
        {
            await log.Tidying;
        }

        Assert.That(File.Exists(path), Is.EqualTo(hours < 24));
    }

    [Test]
    public void Locks_OfALocalFolder_Hold() => Assert.That(LockProbe.Holds(_folder.Path, "llm-events"), Is.True);

    private LlmEventLog Log(string folder, Action<LlmEventLogOptions>? configure = null, CollectingLogger? logger = null)
    {
        LlmEventLogOptions options = new() { Folder = folder, MaxFileSize = 8_000, Compress = true };
        configure?.Invoke(options);
        return new LlmEventLog(
            options,
            _time,
            logger?.CreateLogger("LlmHttpMetrics"),
            _counted.Services.GetRequiredService<LlmHttpMetrics.Telemetry.LlmInstruments>(),
            path => new UnlockedFile(path),
            (_, _) => false);
    }

    private static async Task<LlmEvent[]> WriteAsync(LlmEventLog log, int count, int seed)
    {
        LlmEvent[] events = [.. EventSamples.Realistic(count, seed)];
        foreach (var e in events)
        {
            await log.WriteAsync(e, CancellationToken.None);
        }

        return events;
    }
}
