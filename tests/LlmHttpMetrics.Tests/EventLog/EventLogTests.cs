using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Tests.EventLog;

/// <summary>Files of events: what is written stays, files are begun, closed, compressed and deleted when their time has come.</summary>
public sealed class EventLogTests
{
    private ManualTimeProvider _time = null!;
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => (_folder, _time) = (new(), new());

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Event_Written_IsInTheFileAtOnce()
    {
        await using var log = Log();
        var events = await WriteAsync(log, 3);

        Assert.That((await ReadAsync()).Select(e => e.Id), Is.EqualTo(events.Select(e => e.Id)), "nothing was flushed, and the file is open");
        Assert.That(Begun, Is.EqualTo(new[] { "llm-events-20260301T130000000Z-w-0000.jsonl" }));
    }

    [Test]
    public async Task Folder_NoEvents_NoFile()
    {
        await using (Log())
        {
        }

        Assert.That(Files, Is.Empty);
    }

    [Test]
    public async Task File_AtItsSize_IsFollowedByAnother()
    {
        await using var log = Log(options => options.MaxFileSize = 2_000);
        await WriteAsync(log, 20);

        Assert.That(Files, Has.Length.GreaterThan(4), "all within one millisecond of the clock");
        Assert.That(Files.Select(name => new FileInfo(_folder.File(name)).Length), Has.All.LessThanOrEqualTo(2_000));
        Assert.That(await ReadAsync(), Has.Count.EqualTo(20));
    }

    [Test]
    public async Task File_AtItsAge_IsFollowedByAnother()
    {
        await using var log = Log(options => options.MaxFileAge = TimeSpan.FromHours(1));
        await WriteAsync(log, 1);
        _time.Advance(TimeSpan.FromMinutes(59));
        await WriteAsync(log, 1);
        Assert.That(Files, Has.Length.EqualTo(1));

        _time.Advance(TimeSpan.FromMinutes(1));
        await WriteAsync(log, 1);

        Assert.That(Begun, Is.EqualTo(new[] { "llm-events-20260301T130000000Z-w-0000.jsonl", "llm-events-20260301T140000000Z-w-0001.jsonl" }));
    }

    [Test]
    public async Task File_AtItsAgeWithoutEvents_IsCompressed()
    {
        await using var log = Log(options =>
        {
            options.MaxFileAge = TimeSpan.FromHours(1);
            options.Compress = true;
        });
        await WriteAsync(log, 1);

        _time.Advance(TimeSpan.FromHours(1));
        await log.Tidying;

        Assert.That(Begun, Is.EqualTo(new[] { "llm-events-20260301T130000000Z-w-0000.jsonl.gz" }));
        Assert.That(await ReadAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Files_Full_AreCompressedAndTheOpenOneIsNot()
    {
        await using var log = Log(options =>
        {
            options.MaxFileSize = 4_000;
            options.Compress = true;
        });
        var events = await WriteAsync(log, 50);
        await log.Tidying;

        Assert.That(Files[..^1], Has.All.EndsWith(".jsonl.gz"));
        Assert.That(Files[^1], Does.EndWith(".jsonl"));
        Assert.That((await ReadAsync()).Select(e => e.Id), Is.EqualTo(events.Select(e => e.Id)));
    }

    [Test]
    public async Task Files_OlderThanRetained_AreDeletedOnceTheyHoldNothingYounger()
    {
        await using var log = Log(options => options.RetainFor = TimeSpan.FromDays(3));
        await WriteAsync(log, 1);
        _time.Advance(TimeSpan.FromDays(2));
        await WriteAsync(log, 1);
        _time.Advance(TimeSpan.FromDays(2));
        await log.Tidying;
        Assert.That(Files, Has.Length.EqualTo(2), "the first may hold events of the day after");

        _time.Advance(TimeSpan.FromHours(1));
        await log.Tidying;

        Assert.That(Begun, Is.EqualTo(new[] { "llm-events-20260303T130000000Z-w-0001.jsonl" }));
    }

    [Test]
    public async Task Files_MoreThanRetained_TheOldestAreDeleted()
    {
        await using var log = Log(options =>
        {
            options.RetainFiles = 3;
            options.MaxFileSize = 2_000;
        });
        for (var i = 0; i < 6; i++)
        {
            _time.AdvanceMilliseconds(1);
            await WriteAsync(log, 3);
            await log.Tidying;
        }

        await WriteAsync(log, 1);
        await log.Tidying;
        Assert.That(Files, Has.Length.EqualTo(3));
        Assert.That(Files[^1], Does.Contain("006Z"));
    }

    [Test]
    public async Task Files_OfOthers_AreLeftAlone()
    {
        string[] others = ["llm-events-20200101T000000000Z-000.txt", "notes.jsonl", "other-20200101T000000000Z-0000000a-0000.jsonl", "llm-events-2020.jsonl"];
        foreach (var name in others)
        {
            await File.WriteAllTextAsync(_folder.File(name), "torn");
        }

        await using (var log = Log(options => options.RetainFor = TimeSpan.FromDays(1)))
        {
            await WriteAsync(log, 1);
            _time.Advance(TimeSpan.FromHours(1));
            await log.Tidying;
        }

        foreach (var name in others)
        {
            Assert.That(await File.ReadAllTextAsync(_folder.File(name)), Is.EqualTo("torn"));
        }
    }

    [Test]
    public async Task LastLine_Torn_IsRepairedAtTheStart([Values(0, 1, 2, 100, 500)] int missing)
    {
        const int Count = 5;
        await using (var log = Log())
        {
            await WriteAsync(log, Count);
        }

        var path = _folder.File(Files.Single());
        var whole = await File.ReadAllBytesAsync(path);
        await File.WriteAllBytesAsync(path, whole[..^missing]);
        using CollectingLogger logger = new();

        await using (Log(logger: logger))
        {
            LlmEventReader reader = new();
            var events = await reader.ReadAsync(_folder.Path).ToListAsync();

            Assert.That((events.Count, reader.Skipped), Is.EqualTo((missing > 1 ? Count - 1 : Count, 0L)), "a line that is whole but for its break is kept");
            Assert.That((await File.ReadAllBytesAsync(path))[^1], Is.EqualTo((byte)'\n'));
            Assert.That(logger.Entries.Count(entry => entry.Text.Contains("cut off", StringComparison.Ordinal)), Is.EqualTo(missing > 1 ? 1 : 0));
        }
    }

    [Test]
    public async Task LastLine_OfALiveWriter_IsLeftAlone()
    {
        await using var writing = Log();
        await WriteAsync(writing, 1);
        await File.AppendAllTextAsync(_folder.File(Files.Single()), "{\"half");

        await using var second = Log();

        Assert.That(await File.ReadAllTextAsync(_folder.File(Files.Single())), Does.EndWith("{\"half"));
    }

    [Test]
    public async Task Logs_OfOneFolder_DoNotTouchEachOther()
    {
        await using var one = Log(Small);
        await using var other = Log(Small);

        var events = (await Task.WhenAll(Task.Run(() => WriteAsync(one, 300, seed: 5)), Task.Run(() => WriteAsync(other, 300, seed: 6))))
            .SelectMany(events => events)
            .ToArray();
        await Task.WhenAll(one.Tidying, other.Tidying);

        LlmEventReader reader = new();
        Assert.That((await reader.ReadAsync(_folder.Path).ToListAsync()).Select(e => e.Id), Is.EquivalentTo(events.Select(e => e.Id)));
        Assert.That(reader.Skipped, Is.Zero);

        static void Small(LlmEventLogOptions options)
        {
            options.MaxFileSize = 8_000;
            options.Compress = true;
        }
    }

    [Test]
    public async Task Leftovers_OfAKilledProcess_AreRemoved()
    {
        const string Name = "llm-events-20260228T000000000Z-0000000a-0000.jsonl";
        await using (var log = Log())
        {
            await WriteAsync(log, 2);
        }

        var first = _folder.File(Files.Single());
        File.Move(first, _folder.File(Name));
        await using (FileStream zipped = File.Create(_folder.File(Name + ".gz")))
        await using (GZipStream zip = new(zipped, CompressionLevel.Optimal))
        {
            await zip.WriteAsync(await File.ReadAllBytesAsync(_folder.File(Name)));
        }

        await File.WriteAllTextAsync(_folder.File("llm-events-20260228T000000000Z-0000000a-0001.jsonl.gz.tmp"), "half");

        await using (Log())
        {
            Assert.That(Files, Is.EqualTo(new[] { Name + ".gz" }), "killed between the compressed file and the end of the plain one");
            Assert.That(_folder.Names, Has.None.EndsWith(".tmp"));
        }
    }

    [Test]
    public async Task File_DeletedUnderTheWriter_IsFollowedByAnother()
    {
        await using var log = Log();
        await WriteAsync(log, 1);
        foreach (var name in _folder.Names)
        {
            File.Delete(_folder.File(name));
        }

        _time.Advance(TimeSpan.FromSeconds(2));
        await WriteAsync(log, 1);

        Assert.That(await ReadAsync(), Has.Count.EqualTo(2), "nobody has seen the first in its place");
    }

    [Test]
    public async Task Log_DisposedOf_KeepsWhatStillComes()
    {
        var log = Log();
        await WriteAsync(log, 1);
        await log.DisposeAsync();
        await WriteAsync(log, 1, seed: 2);
        await log.FlushAsync(CancellationToken.None);
        await log.DisposeAsync();

        Assert.That(await ReadAsync(), Has.Count.EqualTo(2));
        using var alone = new FileStream(_folder.File(Files[^1]), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.That(alone.Length, Is.Positive, "nobody has it open any more");
    }

    [Test]
    public void Options_Wrong_AreToldAllAtOnce()
    {
        LlmEventLogOptions options = new() { FilePrefix = "a/b", MaxFileSize = 1, MaxFileAge = TimeSpan.Zero, RetainFor = TimeSpan.Zero, RetainFiles = 1 };

        var error = Assert.Catch<OptionsValidationException>(() => _ = new LlmEventLog(options));

        Assert.That(error!.Failures, Is.EqualTo(new[]
        {
            "Folder is ''; the path of a folder is needed.",
            "FilePrefix is 'a/b'; allowed are 1 to 64 letters, digits, '.', '_' and '-'.",
            "MaxFileSize is 1; allowed is 1024 to 1099511627776.",
            "MaxFileAge is '00:00:00'; allowed is 00:00:01 to 366.00:00:00.",
            "RetainFor is '00:00:00'; it must be positive.",
            "RetainFiles is 1; allowed is 2 to 1000000.",
        }));
    }

    private string[] Files => [.. _folder.Names.Where(name => !name.EndsWith(".lock", StringComparison.Ordinal))];

    /// <summary>Its files, without what is random in their names.</summary>
    private string[] Begun => [.. Files.Select(name => Regex.Replace(name, "-[0-9a-f]{8}-", "-w-"))];

    private LlmEventLog Log(Action<LlmEventLogOptions>? configure = null, CollectingLogger? logger = null)
    {
        LlmEventLogOptions options = new() { Folder = _folder.Path, FlushToDisk = false };
        configure?.Invoke(options);
        return new LlmEventLog(options, _time, logger?.CreateLogger("LlmHttpMetrics"));
    }

    private static async Task<LlmEvent[]> WriteAsync(LlmEventLog log, int count, int seed = 1)
    {
        LlmEvent[] events = [.. EventSamples.Realistic(count, seed)];
        foreach (var e in events)
        {
            await log.WriteAsync(e, CancellationToken.None);
        }

        return events;
    }

    private Task<List<LlmEvent>> ReadAsync() => new LlmEventReader().ReadAsync(_folder.Path).ToListAsync();
}
