using System.Buffers;
using System.IO.Compression;
using System.Text;
using LlmHttpMetrics.EventLog.Reading;
using LlmHttpMetrics.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.EventLog;

/// <summary>Amendments are lines of their own in the files, and reach their events when these are read.</summary>
public sealed class AmendmentLineTests
{
    private static readonly DateTimeOffset Day = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private ManualTimeProvider _time = null!;
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => (_folder, _time) = (new(), new());

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Amendment_InTheSameFile_IsMerged()
    {
        await using var log = Log();
        var events = Pending(3);
        await log.WriteAsync(events[0], CancellationToken.None);
        await log.WriteAsync(events[1], CancellationToken.None);
        await log.AmendAsync(Amendment(events[0]), CancellationToken.None);
        await log.WriteAsync(events[2], CancellationToken.None);

        LlmEventReader reader = new();
        var read = await reader.ReadAsync(_folder.Path).ToListAsync();

        Assert.That(read.Select(e => e.Id), Is.EqualTo(events.Select(e => e.Id)), "in the order of their lines");
        Assert.That(read.Select(e => e.Cost), Is.EqualTo(new decimal?[] { 2.00m, null, null }));
        Assert.That(read.Select(e => e.UsagePending), Is.EqualTo(new[] { false, true, true }));
        Assert.That((reader.Events, reader.Amendments, reader.Skipped, reader.Problems.Count), Is.EqualTo((3L, 1L, 0L, 0)));
    }

    [Test]
    public async Task Amendments_InLaterFiles_AreMerged([Values] bool compress)
    {
        await using var log = Log(compress);
        var events = Pending(200);
        foreach (var e in events)
        {
            await log.WriteAsync(e, CancellationToken.None);
        }

        foreach (var e in events)
        {
            await log.AmendAsync(Amendment(e), CancellationToken.None);
        }

        await log.Tidying;
        LlmEventReader reader = new();
        var read = await reader.ReadAsync(_folder.Path).ToListAsync();

        Assert.That(_folder.Names.Count(name => name.StartsWith("llm-events-", StringComparison.Ordinal)), Is.GreaterThan(10));
        Assert.That(read.Select(e => e.Id), Is.EqualTo(events.Select(e => e.Id)));
        Assert.That(read.Select(e => e.Cost), Is.All.EqualTo(2.00m));
        Assert.That((reader.Amendments, reader.Skipped), Is.EqualTo((200L, 0L)));
    }

    [TestCase(23, true)]
    [TestCase(25, false)]
    public async Task Amendment_InAFileBegunHoursLater_IsMergedWithinADay(int hours, bool isMerged)
    {
        var e = Pending(1)[0];
        await WriteFileAsync(Day, Line(e));
        await WriteFileAsync(Day.AddHours(hours), Line(Amendment(e)));

        var read = await new LlmEventReader().ReadAsync(_folder.Path).ToListAsync();

        Assert.That(read.Single().Cost, Is.EqualTo(isMerged ? 2.00m : null));
    }

    [Test]
    public async Task Amendment_OfNoEvent_ChangesNothing()
    {
        await WriteFileAsync(Day, [.. Line(Amendment(Pending(1)[0])), .. Line(Pending(1)[0])]);

        LlmEventReader reader = new();
        var read = await reader.ReadAsync(_folder.Path).ToListAsync();

        Assert.That((read.Single().Cost, reader.Amendments, reader.Skipped), Is.EqualTo(((decimal?)null, 0L, 0L)));
    }

    [Test]
    public async Task Stream_ThatCanSeek_IsMerged([Values] bool zipped)
    {
        var e = Pending(1)[0];
        byte[] lines = [.. Line(e), .. Line(Amendment(e))];
        using MemoryStream stream = new([1, 2, 3, .. zipped ? Zip(lines) : lines]) { Position = 3 };

        Assert.That((await new LlmEventReader().ReadAsync(stream).ToListAsync()).Single().Cost, Is.EqualTo(2.00m));
    }

    [Test]
    public async Task Stream_ThatCannotSeek_GivesEventsAsTheyWereWritten()
    {
        var e = Pending(1)[0];
        await using TrickleStream stream = new([.. Line(e), .. Line(Amendment(e))], Delivery.Whole);
        LlmEventReader reader = new();

        Assert.That((await reader.ReadAsync(stream).ToListAsync()).Single().UsagePending, Is.True);
        Assert.That(reader.Skipped, Is.Zero);
    }

    [Test]
    public async Task Amendment_Torn_IsPassedOverAndItsEventStays()
    {
        var e = Pending(1)[0];
        await WriteFileAsync(Day, [.. Line(e), .. Line(Amendment(e))[..^20]]);
        LlmEventReader reader = new();

        Assert.That((await reader.ReadAsync(_folder.Path).ToListAsync()).Single().Cost, Is.Null);
        Assert.That(reader.Problems.Single().Reason, Does.Contain("torn"));

        await using var log = Log();
        Assert.That((await File.ReadAllBytesAsync(_folder.File(_folder.Names[0]))).AsSpan().SequenceEqual(Line(e)), Is.True, "the next log cuts it off");
    }

    [Test]
    public async Task Amendments_TooManyAtATime_AreLeftOutAndListed()
    {
        EventAmendments amendments = new(1 << 20);
        var e = Pending(1)[0];
        var line = Line(Amendment(e));
        await using MemoryStream stream = new([.. Enumerable.Repeat(line, EventAmendments.Max + 3).SelectMany(bytes => bytes)]);

        await amendments.SearchAsync(stream, CancellationToken.None);

        Assert.That((amendments.Missed, amendments.ApplyTo(e)), Is.EqualTo((3L, EventAmendments.Max)));
    }

    [Test]
    public async Task Deletion_OfAUser_TakesTheAmendmentsOfItsEventsAlone([Values] bool compress)
    {
        await using var log = Log(compress);
        var events = Pending(60);
        foreach (var e in events)
        {
            await log.WriteAsync(e, CancellationToken.None);
        }

        foreach (var e in events)
        {
            await log.AmendAsync(Amendment(e), CancellationToken.None);
        }

        await log.Tidying;
        var theirs = events.Where(e => e.Call!.UserId == "user-1").Select(e => e.Id).ToArray();
        var deletion = await log.DeleteAsync("user-1");

        // The deletion closes the current file, which is then compressed in the background.
        await log.Tidying;
        Assert.That(
            (deletion.Events, deletion.FilesInUse.Count, deletion.FilesFailed.Count),
            Is.EqualTo(((long)theirs.Length, 0, 0)),
            "amendments are no events");
        var left = await TextAsync();
        Assert.That(theirs.Count(id => left.Contains(id.ToString(), StringComparison.Ordinal)), Is.Zero);
        var read = await new LlmEventReader().ReadAsync(_folder.Path).ToListAsync();
        Assert.That(read.Select(e => e.Id), Is.EqualTo(events.Select(e => e.Id).Except(theirs)));
        Assert.That(read.Select(e => e.Cost), Is.All.EqualTo(2.00m), "those of others stay");
    }

    [Test]
    public async Task Deletion_WhileTheDiskIsFull_TakesWhatWaits()
    {
        FullDisk disk = new();
        await using MonitoredClient counted = new(_ => new HttpResponseMessage());
        await using LlmEventLog log = new(
            new LlmEventLogOptions { Folder = _folder.Path, FlushToDisk = false },
            _time,
            logger: null,
            counted.Services.GetRequiredService<LlmInstruments>(),
            disk.Open);
        var events = Pending(4);
        await log.WriteAsync(events[1], CancellationToken.None);
        disk.Room = 0;
        await log.WriteAsync(events[2], CancellationToken.None);
        await log.AmendAsync(Amendment(events[1]), CancellationToken.None);
        await log.AmendAsync(Amendment(events[2]), CancellationToken.None);

        await log.DeleteAsync("user-1");
        disk.Room = long.MaxValue;
        await log.FlushAsync(CancellationToken.None);

        var left = await TextAsync();
        Assert.That(left, Does.Not.Contain(events[1].Id.ToString()).And.Contain("\"amends\":\"" + events[2].Id));
    }

    [Test]
    public void Line_OfAnAmendment_HasIdsTimesAndFiguresAlone()
    {
        var line = Encoding.UTF8.GetString(Line(Amendment(Pending(2)[1])));

        Assert.That(line, Does.Not.Contain("user-").And.Not.Contain("session").And.Not.Contain("openai"));
    }

    private async Task<string> TextAsync()
    {
        StringBuilder text = new();
        foreach (var name in _folder.Names.Where(name => !name.EndsWith(".lock", StringComparison.Ordinal)))
        {
            await using Stream file = new FileStream(_folder.File(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            await using var plain = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using StreamReader reader = new(plain);
            text.Append(await reader.ReadToEndAsync());
        }

        return text.ToString();
    }

    private async Task WriteFileAsync(DateTimeOffset started, byte[] bytes)
    {
        var path = _folder.File($"llm-events-{started:yyyyMMdd'T'HHmmssfff'Z'}-0000000a-0000.jsonl");
        await File.WriteAllBytesAsync(path, bytes);
        File.SetLastWriteTimeUtc(path, started.UtcDateTime);
    }

    private LlmEventLog Log(bool compress = false) =>
        new(new LlmEventLogOptions { Folder = _folder.Path, MaxFileSize = 2_000, Compress = compress, FlushToDisk = false }, _time);

    private static LlmEvent[] Pending(int count) => [.. Enumerable.Range(0, count).Select(i => new LlmEvent
    {
        Id = Guid.NewGuid(), Timestamp = Day, ClientName = "", Provider = "openai", Operation = "chat", WireFormat = "openai.responses",
        ServerAddress = "api.openai.com", ServerPort = 443,
        Outcome = LlmOutcomes.Completed, Tokens = new LlmTokens(), Duration = TimeSpan.FromSeconds(1), Attempts = 1, UsagePending = true,
        Call = new LlmCallInfo { UserId = $"user-{i % 2}" },
    })];

    private static LlmEventAmendment Amendment(LlmEvent e) => new()
    {
        EventId = e.Id, Timestamp = e.Timestamp, Amended = Day.AddHours(1), Tokens = new LlmTokens { Input = 80_000, Output = 190_000 },
        TokenSource = "provider", Cost = 2.00m, Currency = "USD",
    };

    private static byte[] Line(LlmEvent e)
    {
        ArrayBufferWriter<byte> line = new();
        LlmEventJson.Write(line, e);
        line.Write("\n"u8);
        return line.WrittenSpan.ToArray();
    }

    private static byte[] Line(LlmEventAmendment amendment)
    {
        ArrayBufferWriter<byte> line = new();
        LlmEventJson.Write(line, amendment);
        line.Write("\n"u8);
        return line.WrittenSpan.ToArray();
    }

    private static byte[] Zip(byte[] bytes)
    {
        using MemoryStream zipped = new();
        using (GZipStream zip = new(zipped, CompressionLevel.Optimal))
        {
            zip.Write(bytes);
        }

        return zipped.ToArray();
    }
}
