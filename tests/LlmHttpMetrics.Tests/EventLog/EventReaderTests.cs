using System.Buffers;
using System.IO.Compression;
using System.Text;

namespace LlmHttpMetrics.Tests.EventLog;

/// <summary>Files of events, however they were left.</summary>
public sealed class EventReaderTests
{
    private static readonly LlmEvent[] Events = [.. EventSamples.Realistic(5, seed: 2)];

    [Test]
    public async Task Stream_PlainAndGzip_GivesEveryEvent([Values] bool zipped, [Values] Delivery delivery)
    {
        var (reader, events) = await ReadAsync(zipped ? Zip(File()) : File(), delivery);

        Assert.That(events.Select(e => e.Id), Is.EqualTo(Events.Select(e => e.Id)));
        Assert.That((reader.Events, reader.Skipped, reader.Problems.Count), Is.EqualTo((5L, 0L, 0)));
    }

    [Test]
    public async Task Gzip_InSeveralMembers_IsReadAsOne()
    {
        var (_, events) = await ReadAsync([.. Zip(File()), .. Zip(File())]);

        Assert.That(events, Has.Count.EqualTo(10));
    }

    [Test]
    public async Task LastLine_Torn_IsPassedOverAndTold()
    {
        var whole = File();
        for (var cut = 2; cut < 300; cut += 37)
        {
            var (reader, events) = await ReadAsync(whole[..^cut]);

            Assert.That(events, Has.Count.EqualTo(4));
            Assert.That((reader.Skipped, reader.Problems.Single().Line), Is.EqualTo((1L, 5L)));
            Assert.That(reader.Problems.Single().Reason, Does.Contain("torn"));
        }
    }

    [Test]
    public async Task LastLine_WithoutItsBreak_IsAnEvent()
    {
        var (reader, events) = await ReadAsync(File()[..^1]);

        Assert.That((events.Count, reader.Skipped), Is.EqualTo((5, 0L)));
    }

    [Test]
    public async Task Gzip_CutOff_GivesWhatIsBeforeAndTells()
    {
        var zipped = Zip([.. Enumerable.Range(0, 400).SelectMany(_ => File())]);

        var (reader, events) = await ReadAsync(zipped[..(zipped.Length / 2)]);

        Assert.That(events, Has.Count.InRange(1, 1999));
        Assert.That(reader.Problems, Is.Not.Empty);
    }

    [Test]
    public async Task Gzip_Damaged_GivesWhatIsBeforeAndTells()
    {
        var zipped = Zip([.. Enumerable.Range(0, 400).SelectMany(_ => File())]);
        zipped.AsSpan(zipped.Length / 2, 16).Fill(0xFF);

        var (reader, _) = await ReadAsync(zipped);

        Assert.That(reader.Problems.Select(problem => problem.Reason), Has.Some.Contain("gzip"));
    }

    [Test]
    public async Task Lines_OfOthersBetween_ArePassedOverAndTold()
    {
        var (reader, events) = await ReadAsync([.. "{\"t\":7}\n\n  \r\nnoise \u0000\n"u8, .. File(), .. "[]\n"u8]);

        Assert.That((events.Count, reader.Skipped), Is.EqualTo((5, 3L)), "empty lines are nothing");
        Assert.That(reader.Problems.Select(problem => problem.Line), Is.EqualTo(new[] { 1, 4, 10 }));
        Assert.That(reader.Problems.Select(problem => problem.Reason), Has.All.Contain("not an event"));
    }

    [Test]
    public async Task Line_WithoutEnd_IsNotHeld()
    {
        byte[] endless = [.. Enumerable.Repeat((byte)'x', 3_000_000)];
        LlmEventReader reader = new() { MaxLineLength = 10_000 };
        using MemoryStream stream = new([.. File(), .. endless, .. "\n"u8, .. File()]);

        List<LlmEvent> events = [];
        await foreach (var e in reader.ReadAsync(stream))
        {
            events.Add(e);
        }

        Assert.That((events.Count, reader.Skipped), Is.EqualTo((10, 1L)));
        Assert.That(reader.Problems.Single().Reason, Is.EqualTo("The line is longer than 10000 bytes."));
    }

    [Test]
    public async Task Bomb_OfGzip_IsReadInBoundedMemory()
    {
        using MemoryStream bomb = new();
        using (GZipStream zip = new(bomb, CompressionLevel.Optimal, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 64; i++)
            {
                zip.Write(zeros);
            }
        }

        LlmEventReader reader = new() { MaxLineLength = 4096 };
        bomb.Position = 0;
        var before = GC.GetTotalAllocatedBytes();
        await foreach (var e in reader.ReadAsync(bomb))
        {
            Assert.Fail(e.Provider);
        }

        Assert.That(GC.GetTotalAllocatedBytes() - before, Is.LessThan(8 << 20));
        Assert.That(reader.Skipped, Is.EqualTo(1));
    }

    [Test]
    public async Task Problems_WithoutEnd_AreCountedAndNotKept()
    {
        var (reader, _) = await ReadAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("x\n", 5000))));

        Assert.That((reader.Skipped, reader.Problems.Count), Is.EqualTo((5000L, 1000)));
    }

    [Test]
    public async Task Folder_HoldsOtherFiles_ReadsTheLogsInOrder()
    {
        using TemporaryFolder folder = new();
        await System.IO.File.WriteAllBytesAsync(folder.File("llm-events-20260302T000000000Z-0000000a-0000.jsonl"), File(3..5));
        await System.IO.File.WriteAllBytesAsync(folder.File("llm-events-20260301T000000000Z-0000000a-0001.jsonl.gz"), Zip(File(1..3)));
        await System.IO.File.WriteAllBytesAsync(folder.File("other-20260301T000000000Z-0000000a-0000.jsonl"), File(0..1));
        await System.IO.File.WriteAllBytesAsync(folder.File("llm-events-20260301T000000000Z-0000000a-0001.jsonl"), File(1..3));
        await System.IO.File.WriteAllBytesAsync(folder.File("llm-events-20260301T000000000Z-0000000a-0000.jsonl.tmp"), File());
        await System.IO.File.WriteAllBytesAsync(folder.File("audit.jsonl"), File());

        LlmEventReader reader = new();
        var events = await reader.ReadAsync(folder.Path).ToListAsync();

        Assert.That(events.Select(e => e.Id), Is.EqualTo(Events.Select(e => e.Id)), "a file and its compressed form count once");
    }

    [Test]
    public async Task Problems_OfAFile_NameItAndQuoteNothing()
    {
        using TemporaryFolder folder = new();
        await System.IO.File.WriteAllTextAsync(folder.File("x.jsonl"), Canary.Secret + "\n");

        LlmEventReader reader = new();
        _ = await reader.ReadAsync(folder.File("x.jsonl")).ToListAsync();

        Assert.That(reader.Problems.Single(), Is.EqualTo(new LlmEventReadProblem(folder.File("x.jsonl"), 1, "The line is not an event.")));
    }

    [Test]
    public async Task Path_ThatIsNotThere_IsTold()
    {
        using TemporaryFolder folder = new();
        var gone = folder.File("none");

        await Assert.ThrowsAsync<FileNotFoundException>(() => new LlmEventReader().ReadAsync(gone).ToListAsync());
        Assert.Throws<ArgumentOutOfRangeException>(() => new LlmEventReader { MaxLineLength = 1023 });
    }

    private static byte[] File() => File(0..Events.Length);

    private static byte[] File(Range range)
    {
        ArrayBufferWriter<byte> lines = new();
        foreach (var e in Events[range])
        {
            LlmEventJson.Write(lines, e);
            lines.Write("\n"u8);
        }

        return lines.WrittenSpan.ToArray();
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

    private static async Task<(LlmEventReader Reader, List<LlmEvent> Events)> ReadAsync(byte[] bytes, Delivery delivery = Delivery.Whole)
    {
        LlmEventReader reader = new();
        await using TrickleStream stream = new(bytes, delivery);
        return (reader, await reader.ReadAsync(stream).ToListAsync());
    }
}
