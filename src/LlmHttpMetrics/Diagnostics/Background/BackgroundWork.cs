using Microsoft.Extensions.Primitives;

namespace LlmHttpMetrics.Diagnostics.Background;

/// <summary>
/// The only way to run work on timers, on the thread pool and on change notifications. An exception that the work throws would otherwise end the
/// process, and work that it starts would otherwise keep the execution context of the first request; so each error is counted by
/// <paramref name="failed"/>, and no execution context flows. A test finds work that is started in another way.
/// </summary>
/// <param name="failed">Counts an error. It may itself throw.</param>
internal sealed class BackgroundWork(Action failed)
{
    /// <summary>Starts asynchronous work on the thread pool.</summary>
    /// <returns>A task that completes when the work has ended, and never faults.</returns>
    public Task Start(Func<Task> work)
    {
        using var flow = SuppressFlow();
        return Task.Run(() => GuardAsync(work));
    }

    /// <summary>Gets a result on the thread pool that the caller awaits. If the work fails, the task faults.</summary>
    public static Task<T> Run<T>(Func<Task<T>> work)
    {
        using var flow = SuppressFlow();
        return Task.Run(work);
    }

    /// <summary>Runs work on the thread pool.</summary>
    public void Queue(Action work) =>
        ThreadPool.UnsafeQueueUserWorkItem(static item => item.Self.Guard(item.Work), (Self: this, Work: work), preferLocal: false);

    /// <summary>Runs work on the thread pool when a task has completed.</summary>
    /// <returns>A task that completes when the work has ended, and never faults.</returns>
    public Task After(Task previous, Action work)
    {
        using var flow = SuppressFlow();
        return previous.ContinueWith(_ => Guard(work), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>Runs work after a due time, and then after each period.</summary>
    /// <returns>The timer, which the caller disposes of.</returns>
    /// <remarks>Exceptions of the clock are thrown, since this runs on the caller's thread.</remarks>
    public ITimer Timer(TimeProvider time, Action work, TimeSpan dueTime, TimeSpan period)
    {
        using var flow = SuppressFlow();
        return time.CreateTimer(_ => Guard(work), state: null, dueTime, period);
    }

    /// <summary>
    /// Cancels after a delay. A <see cref="CancellationTokenSource"/> that cancels by its own timer ends the process if a callback registered
    /// with its token throws.
    /// </summary>
    /// <returns>The timer, which the caller disposes of.</returns>
    public ITimer CancelAfter(CancellationTokenSource source, TimeSpan delay, TimeProvider time) =>
        Timer(time, () => Cancel(source), delay, Timeout.InfiniteTimeSpan);

    /// <summary>Runs work on each change notification, on the thread that signals it.</summary>
    /// <param name="tokens">Returns the token for the next change. If it throws, listening ends.</param>
    /// <param name="work">The work.</param>
    /// <returns>Disposing of it ends the listening.</returns>
    public IDisposable OnChange(Func<IChangeToken?> tokens, Action work)
    {
        using var flow = SuppressFlow();
        return ChangeToken.OnChange(() => Next(tokens), () => Guard(work));
    }

    /// <summary>Runs work when a token is canceled, on the thread that cancels, where an exception of the work would otherwise be thrown.</summary>
    public CancellationTokenRegistration OnCancelled(Action work, CancellationToken token) => token.UnsafeRegister(_ => Guard(work), state: null);

    /// <summary>Runs work on the current thread; an error is counted.</summary>
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
            // The operation to be canceled has just ended.
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
            // The counter itself failed, and there is nothing else to report the error to.
        }
    }
}
