using Microsoft.Extensions.Primitives;

namespace LlmHttpMetrics.IntegrationTests.Background;

/// <summary>Starts work in ways that the search has to find; never run.</summary>
internal sealed class EveryWay
{
    public static readonly string[] Calls =
    [
        "Timer..ctor", "TimeProvider.CreateTimer", "Thread..ctor", "ThreadPool.UnsafeQueueUserWorkItem", "Task.Run", "Task.ContinueWith",
        "CancellationToken.Register",
        "CancellationTokenSource..ctor", "CancellationTokenSource.CancelAfter", "ChangeToken.OnChange", "FileSystemWatcher.add_Changed",
        "AsyncVoidMethodBuilder.Create",
        "AsyncVoidMethodBuilder.Start", "AsyncVoidMethodBuilder.SetException", "AsyncVoidMethodBuilder.SetResult",
        "AsyncVoidMethodBuilder.AwaitUnsafeOnCompleted",
        "AsyncVoidMethodBuilder.SetStateMachine", "EveryWay.Finalize",
    ];

    ~EveryWay() => GC.KeepAlive(this);

    public static async void Forget(FileSystemWatcher watcher)
    {
        watcher.Changed += (_, _) => { };
        await Task.Yield();
    }

    public static void Start(TimeProvider time, CancellationToken token)
    {
        _ = new Timer(_ => time.CreateTimer(_ => { }, state: null, TimeSpan.Zero, TimeSpan.Zero));
        _ = new Thread(() => { });
        _ = ThreadPool.UnsafeQueueUserWorkItem(_ => { }, state: 1, preferLocal: false);
        _ = Task.Run(() => { }, token).ContinueWith(_ => { }, TaskScheduler.Default);
        _ = token.Register(() => { });
        using CancellationTokenSource source = new(TimeSpan.FromSeconds(1));
        source.CancelAfter(1);
        using var listening = ChangeToken.OnChange(() => null, () => { });
    }
}
