using LlmHttpMetrics.Diagnostics.Background;
using Microsoft.Extensions.Primitives;

namespace LlmHttpMetrics.Tests.Diagnostics.Background;

/// <summary>Work on timers and threads: its faults are counted and go no further, and it does not know who started it.</summary>
public sealed class BackgroundWorkTests
{
    private static readonly AsyncLocal<string?> Ambient = new();

    private static readonly TimeSpan Safety = HangGuard.Limit;

    private static readonly string[] Ways = ["Start", "Queue", "After", "Timer"];

    [TestCaseSource(nameof(Ways))]
    public async Task Work_ThatThrows_IsCountedThoughTheCounterThrowsToo(string way)
    {
        TaskCompletionSource counted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        BackgroundWork background = new(() =>
        {
            counted.TrySetResult();
            throw new InvalidOperationException("the counter's");
        });

        using var begun = Begin(way, background, () => throw new InvalidOperationException("the work's"));

        await counted.Task.WaitAsync(Safety);
    }

    [TestCaseSource(nameof(Ways))]
    public async Task Work_Started_KnowsNothingOfItsStarter(string way)
    {
        TaskCompletionSource<string?> seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        BackgroundWork background = new(() => { });
        Ambient.Value = "the first request's";

        using var begun = Begin(way, background, () => seen.TrySetResult(Ambient.Value));

        Assert.That(await seen.Task.WaitAsync(Safety), Is.Null);
        Assert.That(Ambient.Value, Is.EqualTo("the first request's"));
    }

    [Test]
    public async Task Start_OfWorkThatFaultsLater_EndsWell()
    {
        var failures = 0;
        BackgroundWork background = new(() => failures++);

        await background.Start(async () =>
        {
            await Task.Yield();
            throw new InvalidOperationException();
        }).WaitAsync(Safety);

        Assert.That(failures, Is.EqualTo(1));
    }

    [Test]
    public void CancelAfter_ACallbackThatThrows_IsCounted()
    {
        var failures = 0;
        ManualTimeProvider time = new();
        BackgroundWork background = new(() => failures++);
        using CancellationTokenSource source = new();
        using var registration = source.Token.Register(() => throw new InvalidOperationException());
        using var timer = background.CancelAfter(source, TimeSpan.FromSeconds(1), time);

        Assert.That(() => time.Advance(TimeSpan.FromSeconds(2)), Throws.Nothing);
        Assert.That((source.IsCancellationRequested, failures), Is.EqualTo((true, 1)));
    }

    [Test]
    public void CancelAfter_WhatHasEndedMeanwhile_IsNoFault()
    {
        var failures = 0;
        ManualTimeProvider time = new();
        BackgroundWork background = new(() => failures++);
        CancellationTokenSource source = new();
        using var timer = background.CancelAfter(source, TimeSpan.FromSeconds(1), time);
        source.Dispose();

        time.Advance(TimeSpan.FromSeconds(2));

        Assert.That(failures, Is.Zero);
    }

    [Test]
    public void OnChange_ATokenThatCannotBeHad_IsCountedAndEndsTheListening()
    {
        var (failures, changes, asked) = (0, 0, 0);
        BackgroundWork background = new(() => failures++);
        using CancellationTokenSource change = new();
        using var listening = background.OnChange(
            () => asked++ == 0 ? new CancellationChangeToken(change.Token) : throw new InvalidOperationException(), () => changes++);

        Assert.That(change.Cancel, Throws.Nothing);
        Assert.That((asked, changes, failures), Is.EqualTo((2, 1, 1)));
    }

    private static IDisposable? Begin(string way, BackgroundWork background, Action work)
    {
        switch (way)
        {
            case "Start":
                background.Start(() =>
                {
                    work();
                    return Task.CompletedTask;
                });
                return null;
            case "Queue":
                background.Queue(work);
                return null;
            case "After":
                background.After(Task.CompletedTask, work);
                return null;
            default:
                return background.Timer(TimeProvider.System, work, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
