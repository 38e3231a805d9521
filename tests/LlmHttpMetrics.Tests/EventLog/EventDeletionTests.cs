using System.IO.Compression;
using System.Text;
using LlmHttpMetrics.Tests.Counting.Custom;

namespace LlmHttpMetrics.Tests.EventLog;

/// <summary>Events of a user or a session are deleted, wherever they lie, and no others.</summary>
public sealed class EventDeletionTests
{
    private ManualTimeProvider _time = null!;
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => (_folder, _time) = (new(), new());

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task User_InPlainCompressedAndOpenFiles_IsGone([Values] bool compress)
    {
        await using var log = Log(compress);
        var events = Events(200).ToArray();
        await WriteAsync(log, events);
        await log.Tidying;
        var files = Files;

        var deletion = await log.DeleteAsync(userId: "user-3");

        var kept = events.Where(e => e.Call!.UserId != "user-3").Select(e => e.Id).ToArray();
        Assert.That((deletion.Events, deletion.FilesInUse.Count), Is.EqualTo(((long)(events.Length - kept.Length), 0)));
        Assert.That((await ReadAsync()).Select(e => e.Id), Is.EqualTo(kept));
        Assert.That(files.Count(name => name.EndsWith(".gz", StringComparison.Ordinal)), compress ? Is.Positive : Is.Zero);
        Assert.That(_folder.Names, Has.None.EndsWith(".tmp"));

        await WriteAsync(log, [events[0]]);
        Assert.That(await ReadAsync(), Has.Count.EqualTo(kept.Length + 1), "writing goes on");
    }

    [Test]
    public async Task Session_OfAUser_IsGoneAlone()
    {
        await using var log = Log();
        var events = Events(100).ToArray();
        await WriteAsync(log, events);

        var deletion = await log.DeleteAsync("user-3", "session-1");

        Assert.That(deletion.Events, Is.EqualTo(events.Count(e => e.Call is { UserId: "user-3", SessionId: "session-1" })).And.Positive);
        Assert.That((await ReadAsync()).Select(
            e => e.Id), Is.EqualTo(events.Where(e => e.Call is not { UserId: "user-3", SessionId: "session-1" }).Select(e => e.Id)));
    }

    [Test]
    public async Task User_OfUnusualName_IsFoundWhateverItsEscapes()
    {
        const string User = "Zoë \"7\"\\\n\u2028😀";
        await using var log = Log();
        await WriteAsync(log, [Event(User), Event("Zo"), Event(null)]);

        Assert.That((await log.DeleteAsync(User)).Events, Is.EqualTo(1));
        Assert.That(await ReadAsync(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Line_ThatCannotBeReadAndHasTheName_IsGoneToo()
    {
        const string Name = "llm-events-20260228T000000000Z-0000000a-0000.jsonl";
        await File.WriteAllTextAsync(_folder.File(Name), "{\"by\":{\"u\":\"user-3\"},}\nsomething else\n");
        await using var log = Log();

        Assert.That((await log.DeleteAsync("user-3")).Events, Is.EqualTo(1));
        Assert.That(await File.ReadAllTextAsync(_folder.File(Name)), Is.EqualTo("something else\n"));
    }

    [Test]
    public async Task File_OfNobodyElse_IsGone()
    {
        await using var log = Log();
        await WriteAsync(log, [Event("user-3"), Event("user-3")]);

        await log.DeleteAsync("user-3");

        Assert.That(Files, Is.Empty);
    }

    [Test]
    public async Task File_WithoutSuchEvents_IsNotTouched()
    {
        await using var log = Log();
        await WriteAsync(log, [Event("user-4")]);
        await log.DeleteAsync("user-3");
        var path = _folder.File(Files.Single());
        var written = File.GetLastWriteTimeUtc(path);
        using var reading = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

        var deletion = await log.DeleteAsync("user-3");

        Assert.That((deletion.Events, deletion.FilesInUse.Count, File.GetLastWriteTimeUtc(path)), Is.EqualTo((0L, 0, written)));
    }

    [Test]
    public async Task File_OfAnotherWriter_StaysAndIsNamed()
    {
        await using var other = Log();
        await WriteAsync(other, [Event("user-3")]);
        await using var log = Log();

        var deleting = log.DeleteAsync("user-3");
        while (!deleting.IsCompleted)
        {
            _time.AdvanceMilliseconds(50);
            await Task.Yield();
        }

        var deletion = await deleting;
        Assert.That((deletion.Events, deletion.FilesInUse), Is.EqualTo((0L, new[] { _folder.File(Files.Single()) })));
        Assert.That((await other.DeleteAsync("user-3")).Events, Is.EqualTo(1), "its own writer can");
    }

    [Test]
    public async Task Deletion_WhileEventsAreWritten_LosesNoOthers()
    {
        await using var log = Log(compress: true);
        var events = Events(3_000).ToArray();
        var writing = Task.Run(() => WriteAsync(log, events));

        var deleted = 0L;
        while (!writing.IsCompleted)
        {
            deleted += (await DeleteAsync(log)).Events;
        }

        await writing;
        deleted += (await DeleteAsync(log)).Events;

        Assert.That(deleted, Is.EqualTo(events.Count(e => e.Call!.UserId == "user-3")));
        Assert.That((await ReadAsync()).Select(e => e.Id), Is.EqualTo(events.Where(e => e.Call!.UserId != "user-3").Select(e => e.Id)));

        static async Task<LlmEventDeletion> DeleteAsync(LlmEventLog log)
        {
            var deletion = await log.DeleteAsync("user-3");
            Assert.That(deletion.FilesInUse, Is.Empty);
            return deletion;
        }
    }

    [Test]
    public async Task Events_StillInTheQueue_AreDeletedToo()
    {
        await using var log = Log();
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)),
            services: services => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<ILlmEventSink>(services, log));
        for (var i = 0; i < 50; i++)
        {
            using (LlmCall.Begin(new LlmCallInfo { UserId = i % 2 == 0 ? "user-3" : "user-4" }))
            {
                (await client.Http.SendAsync(WireSamples.Post())).Dispose();
            }
        }

        Assert.That((await log.DeleteAsync("user-3")).Events, Is.EqualTo(25));
        Assert.That((await ReadAsync()).Select(e => e.Call!.UserId), Is.All.EqualTo("user-4").And.Exactly(25).Items);
    }

    [Test]
    public async Task Events_ThatWaitForAStrategy_AreDeletedToo()
    {
        await using var log = Log();
        using ManualResetEventSlim goOn = new();
        ToldStrategy strategy = new() { On = method => _ = method != "Complete" || goOn.Wait(HangGuard.Limit) };
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)),
            options =>
            {
                options.Strategies.Add(strategy);
                options.DefaultStrategy = strategy.Name;
            },
            services: services => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<ILlmEventSink>(services, log));
        using (LlmCall.Begin(new LlmCallInfo { UserId = "user-3" }))
        {
            (await client.Http.SendAsync(WireSamples.Post())).Dispose();
        }

        var deletion = log.DeleteAsync("user-3");
        Assert.That(deletion.IsCompleted, Is.False);
        goOn.Set();

        Assert.That((await deletion).Events, Is.EqualTo(1));
        Assert.That(await ReadAsync(), Is.Empty);
    }

    [Test]
    public async Task File_OfDamagedGzip_StaysAsItIsAndIsNamed([Values] bool cutOff)
    {
        var path = _folder.File("llm-events-20260228T000000000Z-0000000a-0000.jsonl.gz");
        await File.WriteAllBytesAsync(path, Damaged(cutOff));
        var damaged = await File.ReadAllBytesAsync(path);
        await using var log = Log();
        await WriteAsync(log, [Event("user-3")]);

        var deletion = await log.DeleteAsync("user-3");

        Assert.That((
            deletion.Events, deletion.FilesInUse.Count, deletion.FilesFailed), Is.EqualTo((1L, 0, new[] { path })), "other files are done nevertheless");
        Assert.That(await File.ReadAllBytesAsync(path), Is.EqualTo(damaged));
        Assert.That(_folder.Names, Has.None.EndsWith(".tmp"));
    }

    [Test]
    public async Task Line_TooLongToBeRead_IsKeptWholeOrGoneWhole([Values] bool compressed)
    {
        const int Long = LlmHttpMetrics.EventLog.Files.LineSearch.MaxLineLength + 1_000_000;
        var path = _folder.File("llm-events-20260228T000000000Z-0000000a-0000.jsonl" + (compressed ? ".gz" : ""));
        byte[] other = [.. "{\"x\":\""u8, .. Enumerable.Repeat((byte)'x', Long), .. "user-4"u8, .. "\"}\n"u8];
        byte[] theirs = [.. "{\"x\":\""u8, .. Enumerable.Repeat((byte)'x', Long), .. "user-3"u8, .. "\"}\n"u8];
        await using (Stream file = File.Create(path))
        await using (var target = compressed ? new GZipStream(file, CompressionLevel.Fastest) : file)
        {
            await target.WriteAsync(other);
            await target.WriteAsync(theirs);
            await target.WriteAsync(other.AsMemory(..^1));
        }

        await using var log = Log();
        var deletion = await log.DeleteAsync("user-3");

        await using Stream left = File.OpenRead(path);
        await using var text = compressed ? new GZipStream(left, CompressionMode.Decompress) : left;
        using MemoryStream all = new();
        await text.CopyToAsync(all);
        Assert.That((deletion.Events, deletion.FilesFailed.Count), Is.EqualTo((1L, 0)));
        Assert.That(
            all.GetBuffer().AsSpan(0, (int)all.Length).SequenceEqual([.. other, .. compressed ? other[..^1] : other]),
            Is.True,
            "a plain file gets its last line break at the start");
    }

    [TestCase("user-3", 1)]
    [TestCase("user-3", 3)]
    [TestCase("user-3", 100)]
    [TestCase("", 3)]
    public void Name_InPieces_IsFoundWhereverItIsCut(string name, int step)
    {
        var text = "some text before user-3 and after"u8;
        LlmHttpMetrics.EventLog.Files.PieceSearch search = new([Encoding.UTF8.GetBytes(name)]);
        LlmHttpMetrics.EventLog.Files.PieceSearch other = new(["user-4"u8.ToArray()]);
        for (var i = 0; i < text.Length; i += step)
        {
            var piece = text[i..Math.Min(text.Length, i + step)];
            search.Add(piece);
            other.Add(piece);
        }

        Assert.That((search.AreFound, other.AreFound), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task Nobody_Named_IsRefused()
    {
        await using var log = Log();

        await Assert.ThrowsAsync<ArgumentException>(() => log.DeleteAsync());
    }

    private static byte[] Damaged(bool cutOff)
    {
        System.Buffers.ArrayBufferWriter<byte> lines = new();
        foreach (var e in Events(2_000))
        {
            LlmEventJson.Write(lines, e);
            System.Buffers.BuffersExtensions.Write(lines, "\n"u8);
        }

        using MemoryStream zipped = new();
        using (GZipStream zip = new(zipped, CompressionLevel.Optimal))
        {
            zip.Write(lines.WrittenSpan);
        }

        var bytes = zipped.ToArray();
        if (cutOff)
        {
            return bytes[..^100];
        }

        bytes.AsSpan(bytes.Length / 2, 16).Fill(0xFF);
        return bytes;
    }

    private string[] Files => [.. _folder.Names.Where(name => !name.EndsWith(".lock", StringComparison.Ordinal))];

    private LlmEventLog Log(bool compress = false) =>
        new(new LlmEventLogOptions { Folder = _folder.Path, MaxFileSize = 10_000, Compress = compress, FlushToDisk = false }, _time);

    private static IEnumerable<LlmEvent> Events(int count) => Enumerable.Range(0, count).Select(i => Event($"user-{i % 7}", $"session-{i % 3}"));

    private static LlmEvent Event(string? user, string? session = null) => new()
    {
        Id = Guid.NewGuid(), Timestamp = DateTimeOffset.UnixEpoch, ClientName = "", Provider = "openai", Operation = "chat",
        WireFormat = "openai.chat", ServerAddress = "api.openai.com", ServerPort = 443,
        Outcome = LlmOutcomes.Completed, Tokens = new LlmTokens(), Duration = TimeSpan.FromSeconds(1), Attempts = 1,
        Call = user is null ? null : new LlmCallInfo { UserId = user, SessionId = session },
    };

    private static async Task WriteAsync(LlmEventLog log, LlmEvent[] events)
    {
        foreach (var e in events)
        {
            await log.WriteAsync(e, CancellationToken.None);
        }
    }

    private Task<List<LlmEvent>> ReadAsync() => new LlmEventReader().ReadAsync(_folder.Path).ToListAsync();
}
