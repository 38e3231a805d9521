namespace LlmHttpMetrics.Tests.Insights.Budgets.Reserving;

/// <summary>A network that keeps calls waiting until it is opened.</summary>
internal sealed class HeldNetwork(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _arrived = new(0);
    private int _sends;

    /// <summary>Is called for each call that arrives.</summary>
    public Action? Arrived { get; set; }

    public int Sends => Volatile.Read(ref _sends);

    /// <summary>Waits until one more call has arrived.</summary>
    public Task ArrivedAsync() => _arrived.WaitAsync();

    public void Open() => _open.SetResult();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _sends);
        _arrived.Release();
        Arrived?.Invoke();
        await _open.Task.WaitAsync(cancellationToken);
        return answer(request);
    }
}
