using Microsoft.Extensions.Primitives;

namespace LlmHttpMetrics.Diagnostics.Background;

/// <summary>
/// The one way to run work on timers, on the thread pool and when something has changed. What the work throws would end the process there, and
/// what it starts would keep the execution context of whichever request came first; so each fault goes to <paramref name="failed"/>, and no
/// context flows. A test finds work that is started in another way.
/// </summary>
/// <param name="failed">Counts a fault. May itself throw.</param>
internal sealed class BackgroundWork(Action failed)
{
    /// <summary>Starts asynchronous work on the thread pool.</summary>
    /// <returns>A task that ends when the work has ended, and never faults.</returns>
    public Task Start(Func<Task> work)
    {
        using var flow = SuppressFlow();
        return Task.Run(() => GuardAsync(work));
    }

    /// <summary>Asks on the thread pool for a result that the caller awaits. A fault is that of the task.</summary>
    public static Task<T> Ask<T>(Func<Task<T>> work)
    {
        using var flow = SuppressFlow();
        return Task.Run(work);
    }

    /// <summary>Runs work on the thread pool.</summary>
    public void Queue(Action work) => ThreadPool.UnsafeQueueUserWorkItem(static item => item.Self.Guard(item.Work), (Self: this, Work: work), preferLocal: false);

    /// <summary>Runs work on the thread pool once a task has ended.</summary>
    /// <returns>A task that ends when the work has ended, and never faults.</returns>
    public Task After(Task previous, Action work)
    {
        using var flow = SuppressFlow();
        return previous.ContinueWith(_ => Guard(work), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>Runs work when a time has passed, and again after each period.</summary>
    /// <returns>The timer, which the caller disposes of.</returns>
    /// <remarks>What the clock itself throws is thrown: here it is the caller's thread.</remarks>
    public ITimer Timer(TimeProvider time, Action work, TimeSpan dueTime, TimeSpan period)
    {
        using var flow = SuppressFlow();
        return time.CreateTimer(_ => Guard(work), state: null, dueTime, period);
    }

    /// <summary>
    /// Cancels when a time has passed. A source that cancels by its own timer ends the process where a callback that somebody has registered
    /// with its token throws.
    /// </summary>
    /// <returns>The timer, which the caller disposes of.</returns>
    public ITimer CancelAfter(CancellationTokenSource source, TimeSpan delay, TimeProvider time) =>
        Timer(time, () => Cancel(source), delay, Timeout.InfiniteTimeSpan);

    /// <summary>Runs work whenever a token says that something has changed, on the thread that changes it.</summary>
    /// <param name="tokens">Gives the token of the next change. One that throws ends the listening.</param>
    /// <param name="work">The work.</param>
    /// <returns>Ends the listening.</returns>
    public IDisposable OnChange(Func<IChangeToken?> tokens, Action work)
    {
        using var flow = SuppressFlow();
        return ChangeToken.OnChange(() => Next(tokens), () => Guard(work));
    }

    /// <summary>Runs work when a token fires, on the thread that cancels; what it throws would be thrown there.</summary>
    public CancellationTokenRegistration OnCancelled(Action work, CancellationToken token) => token.UnsafeRegister(_ => Guard(work), state: null);

    /// <summary>Runs work here and now; its fault is counted.</summary>
    public void Guard(Action work)
    {
        try
        {
            work();
        }
        catch (Exception)
        {
            Fail();
        }
    }

    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // What was to be cancelled has just ended.
        }
    }

    private static AsyncFlowControl SuppressFlow() => ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();

    private IChangeToken? Next(Func<IChangeToken?> tokens)
    {
        IChangeToken? token = null;
        Guard(() => token = tokens());
        return token;
    }

    private async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception)
        {
            Fail();
        }
    }

    private void Fail()
    {
        try
        {
            failed();
        }
        catch (Exception)
        {
            // There is nobody left to be told.
        }
    }
}
