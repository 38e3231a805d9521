namespace LlmHttpMetrics.IntegrationTests.Transport.Transparency;

/// <summary>The requests of one exchange as the server sees them, and what it waits for.</summary>
internal sealed class WireVisit
{
    /// <summary>The header that names the exchange.</summary>
    public const string Header = "X-Visit";

    private static readonly TimeSpan SafetyLimit = HangGuard.Limit;

    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _allowed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _seen = [];
    private TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;

    public void Begin()
    {
        lock (_seen)
        {
            _running++;
        }
    }

    public void End()
    {
        lock (_seen)
        {
            if (--_running == 0)
            {
                _idle.TrySetResult();
                _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    public void Saw(string what)
    {
        lock (_seen)
        {
            _seen.Add(what);
        }

        if (what.StartsWith("body", StringComparison.Ordinal))
        {
            _begun.TrySetResult();
        }
    }

    public void OnAnswered() => _answered.TrySetResult();

    /// <summary>Lets the server go on.</summary>
    public void Allow() => _allowed.TrySetResult();

    public Task AllowedAsync() => _allowed.Task.WaitAsync(SafetyLimit);

    /// <summary>The server has the request's body.</summary>
    public Task HasBodyAsync() => _begun.Task.WaitAsync(SafetyLimit);

    /// <summary>The server has sent its answer, though not read the request.</summary>
    public Task AnsweredAsync() => _answered.Task.WaitAsync(SafetyLimit);

    /// <summary>What it has seen, once it is done with it.</summary>
    public async Task<string[]> SeenAsync()
    {
        Task idle;
        lock (_seen)
        {
            idle = _running == 0 ? Task.CompletedTask : _idle.Task;
        }

        await idle.WaitAsync(SafetyLimit);
        lock (_seen)
        {
            return [.. _seen];
        }
    }
}
