using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Tests.Diagnostics.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Tests.EventLog;

/// <summary>Folders that cannot be written and disks that are full: told once, counted, and the calls go on.</summary>
public sealed class EventLogFaultTests
{
    private ManualTimeProvider _time = null!;
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => (_folder, _time) = (new(), new());

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Disk_FullForAWhile_LosesNothingAndLeavesNoTornLine([Values] bool broken)
    {
        FullDisk disk = new();
        using CollectingLogger logger = new();
        await using MonitoredClient counted = new(_ => new HttpResponseMessage());
        await using var log = Log(disk, counted, logger);
        var events = EventSamples.Realistic(30, seed: 1).ToArray();

        await WriteAsync(log, events[..10]);
        disk.Room = 700;
        disk.IsBroken = broken;
        await WriteAsync(log, events[10..20]);
        await Assert.ThrowsAsync<IOException>(async () => await log.FlushAsync(CancellationToken.None), "what waits is not confirmed");
        (disk.Room, disk.IsBroken) = (long.MaxValue, false);
        await WriteAsync(log, events[20..]);
        await log.FlushAsync(CancellationToken.None);
        await log.Tidying;

        LlmEventReader reader = new();
        var read = await reader.ReadAsync(_folder.Path).ToListAsync();
        Assert.That(read.Select(e => e.Id), Is.EqualTo(events.Select(e => e.Id)));
        Assert.That(reader.Skipped, Is.Zero, "what could not be cut off at once was when the file had been closed");
        Assert.That(
            counted.Recorder.Of(LlmInstrumentNames.MeasurementFailures).Select(failure => failure.Tag(LlmTagNames.Stage)),
            Is.Not.Empty.And.All.EqualTo("event_log"));
        Assert.That(counted.Recorder.Of(LlmInstrumentNames.EventsDropped), Is.Empty);
        Assert.That(logger.Entries.Select(entry => entry.Text).Where(text => text.StartsWith("The event log", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            $"The event log in the folder '{_folder.Path}' cannot be written: No space left on device. Calls are not affected. Events are dropped and "
                + $"counted once 1048576 bytes of them wait. This is logged once, until the log can be written again.",
            $"The event log in the folder '{_folder.Path}' is written again; 0 events were lost.",
        }));
    }

    [Test]
    public async Task Disk_FullForLong_DropsWhatDoesNotFitAndCounts()
    {
        FullDisk disk = new() { Room = 0 };
        using CollectingLogger logger = new();
        await using MonitoredClient counted = new(_ => new HttpResponseMessage());
        await using var log = Log(disk, counted, logger);

        await WriteAsync(log, [.. EventSamples.Realistic(5_000, seed: 1)]);
        var dropped = counted.Recorder.Sum(LlmInstrumentNames.EventsDropped);
        disk.Room = long.MaxValue;
        await log.FlushAsync(CancellationToken.None);

        Assert.That(dropped, Is.InRange(3_500, 4_500));
        Assert.That(await new LlmEventReader().ReadAsync(_folder.Path).ToListAsync(), Has.Count.EqualTo(5_000 - dropped));
        Assert.That(logger.Entries[^1].Text, Does.Contain($"again; {dropped} events were lost"));
        Assert.That(counted.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Has.Count.LessThan(5), "it does not try again with each event");
    }

    [Test]
    public async Task Disk_ThatDidNotTakeAFileThatIsClosed_ConfirmsNothing()
    {
        FullDisk disk = new() { IsUnsafe = true };
        await using MonitoredClient counted = new(_ => new HttpResponseMessage());
        await using var log = Log(disk, counted);
        await WriteAsync(log, [.. EventSamples.Realistic(1, seed: 1)]);
        _time.Advance(TimeSpan.FromDays(1));
        disk.IsUnsafe = false;
        await WriteAsync(log, [.. EventSamples.Realistic(1, seed: 2)]);

        await Assert.ThrowsAsync<IOException>(async () => await log.FlushAsync(CancellationToken.None));
        await log.FlushAsync(CancellationToken.None);
    }

    [Test]
    public async Task Disk_WithRoomAgain_IsWrittenThoughNoEventComes()
    {
        FullDisk disk = new() { Room = 0 };
        await using MonitoredClient counted = new(_ => new HttpResponseMessage());
        await using var log = Log(disk, counted);
        await WriteAsync(log, [.. EventSamples.Realistic(3, seed: 1)]);

        disk.Room = long.MaxValue;
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.That(await new LlmEventReader().ReadAsync(_folder.Path).ToListAsync(), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Disk_Full_LeavesNoEmptyFiles()
    {
        FullDisk disk = new() { Room = 0 };
        await using MonitoredClient counted = new(_ => new HttpResponseMessage());
        await using var log = Log(disk, counted);
        for (var i = 0; i < 10; i++)
        {
            await WriteAsync(log, [.. EventSamples.Realistic(1, seed: i)]);
            _time.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.That(_folder.Names, Has.None.Contain(".jsonl"));
    }

    [Test]
    public async Task Events_ThatWaitForTheDisk_AreDeletedToo()
    {
        FullDisk disk = new() { Room = 0 };
        await using MonitoredClient counted = new(_ => new HttpResponseMessage());
        await using var log = Log(disk, counted);
        var events = EventSamples.Realistic(20, seed: 1).ToArray();
        await WriteAsync(log, events);
        var session = events[0].Call!.SessionId;

        var deletion = await log.DeleteAsync(sessionId: session);
        disk.Room = long.MaxValue;
        await log.FlushAsync(CancellationToken.None);

        Assert.That(deletion.Events, Is.EqualTo(events.Count(e => e.Call!.SessionId == session)));
        Assert.That(
            (await new LlmEventReader().ReadAsync(_folder.Path).ToListAsync()).Select(e => e.Id),
            Is.EqualTo(events.Where(e => e.Call!.SessionId != session).Select(e => e.Id)));
    }

    [Test]
    public async Task Logger_ThatThrows_StopsNeitherLogNorTimer()
    {
        using FaultyLoggers faulty = new();
        FullDisk disk = new() { Room = 0 };
        await using MonitoredClient counted = new(_ => new HttpResponseMessage());
        await File.WriteAllTextAsync(_folder.File("llm-events-20260228T000000000Z-0000000a-0000.jsonl"), "torn");
        await using LlmEventLog log = new(
            new LlmEventLogOptions { Folder = _folder.Path },
            _time,
            faulty,
            counted.Services.GetRequiredService<LlmInstruments>(),
            disk.Open);
        var events = EventSamples.Realistic(3, seed: 1).ToArray();

        await WriteAsync(log, events);
        _time.Advance(TimeSpan.FromSeconds(5));
        disk.Room = long.MaxValue;
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.That((await new LlmEventReader().ReadAsync(_folder.Path).ToListAsync()).Select(e => e.Id), Is.EqualTo(events.Select(e => e.Id)));
    }

    [Test]
    public async Task File_ThatThrowsWhenItIsClosedByTheTimer_IsCounted()
    {
        FullDisk disk = new() { ThrowWhenClosed = true };
        await using MonitoredClient counted = new(_ => new HttpResponseMessage());
        await using var log = Log(disk, counted);
        await WriteAsync(log, [.. EventSamples.Realistic(1, seed: 1)]);

        Assert.That(() => _time.Advance(TimeSpan.FromDays(1)), Throws.Nothing);
        Assert.That(counted.Recorder.Sum(LlmInstrumentNames.MeasurementFailures, (LlmTagNames.Stage, "event_log")), Is.EqualTo(1));
        disk.ThrowWhenClosed = false;
        await WriteAsync(log, [.. EventSamples.Realistic(1, seed: 2)]);

        Assert.That(await new LlmEventReader().ReadAsync(_folder.Path).ToListAsync(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Folder_ThatCannotBeMade_IsToldWhenTheHostStartsAndStopsNobody()
    {
        await File.WriteAllTextAsync(_folder.File("file"), "");
        var folder = Path.Combine(_folder.File("file"), "events");
        using CollectingLogger logger = new();
        HostApplicationBuilder builder = new(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddProvider(logger);
        builder.Services.AddLlmEventLog(folder);
        builder.Services.AddHttpClient("llm")
            .ConfigurePrimaryHttpMessageHandler(() => new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)))
            .AddLlmMonitoring();
        using var host = builder.Build();

        await host.StartAsync();

        var errors = logger.Entries.Where(entry => entry.Level == LogLevel.Error).Select(entry => entry.Text).ToArray();
        Assert.That(errors, Has.Length.EqualTo(1));
        Assert.That(errors[0], Does.StartWith($"The event log in the folder '{folder}' cannot be written: "));

        using var http = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
        for (var i = 0; i < 3; i++)
        {
            using var response = await http.SendAsync(WireSamples.Post());
            Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(WireSamples.ChatAnswer));
        }

        await Assert.ThrowsAsync<IOException>(() => LlmMonitoring.DrainAsync(host.Services.GetRequiredService<LlmEventLog>(), CancellationToken.None));
        File.Delete(_folder.File("file"));
        await LlmMonitoring.DrainAsync(host.Services.GetRequiredService<LlmEventLog>(), CancellationToken.None);
        await host.StopAsync();

        Assert.That(await new LlmEventReader().ReadAsync(folder).ToListAsync(), Has.Count.EqualTo(3));
        Assert.That(logger.Entries.Count(entry => entry.Level == LogLevel.Error), Is.EqualTo(1));
    }

    private LlmEventLog Log(FullDisk disk, MonitoredClient counted, CollectingLogger? logger = null) => new(
        new LlmEventLogOptions { Folder = _folder.Path },
        _time,
        logger?.CreateLogger("LlmHttpMetrics"),
        counted.Services.GetRequiredService<LlmInstruments>(),
        disk.Open);

    private static async Task WriteAsync(LlmEventLog log, LlmEvent[] events)
    {
        foreach (var e in events)
        {
            await log.WriteAsync(e, CancellationToken.None);
        }
    }
}
