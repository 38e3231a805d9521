using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Counting.CountEndpoints;
using LlmHttpMetrics.Text;

namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>
/// A call that has ended and whose tokens are to be counted, because it has no usage or because its usage is to be compared. Completed once: with its
/// count, or with the fallback that did not wait for it.
/// </summary>
internal sealed class PendingCount
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _completed;

    /// <summary>The call.</summary>
    public required PendingCall Call { get; init; }

    public required CountingSettings Settings { get; init; }

    public required StrategyPlan Plan { get; init; }

    public required string Provider { get; init; }

    /// <summary>The model that answered, otherwise the requested one.</summary>
    public required string? Model { get; init; }

    /// <summary>The name of the tokenizer that the scope or a rule specifies.</summary>
    public required string? Tokenizer { get; init; }

    public required RequestFrame Frame { get; init; }

    /// <summary>How accurately the answer can be counted.</summary>
    public required CountMethod OutputMethod { get; init; }

    /// <summary>The tokens that the provider reported; null if it reported none.</summary>
    public ReportedTokens? Reported { get; init; }

    /// <summary>Anomalies that were found in the provider's figures.</summary>
    public Calls.Anomalies.Anomaly Anomalies { get; init; }

    /// <summary>The shape of the request.</summary>
    public CallShape InputShape { get; init; }

    /// <summary>The shape of the answer.</summary>
    public CallShape OutputShape { get; init; }

    /// <summary>The estimate that is the fallback; null if the text could not be read.</summary>
    public TokenCount? Estimate { get; set; }

    /// <summary>Texts of the request; null if it was never read.</summary>
    public required HeldText? Input { get; init; }

    /// <summary>Texts of the answer; null if there was none.</summary>
    public required HeldText? Output { get; init; }

    public required TextAmount InputAmount { get; init; }

    public required TextAmount OutputAmount { get; init; }

    public CapacityCounts InputCapacity { get; init; }

    public CapacityCounts OutputCapacity { get; init; }

    /// <summary>Whether there was an answer, which may have been empty.</summary>
    public required bool HasAnswer { get; init; }

    /// <summary>The endpoint with which the provider may be asked to count; null if it may not be asked.</summary>
    public CountEndpoint? Endpoint { get; init; }

    /// <summary>The whole request as it was sent, for <see cref="Endpoint"/>; null if it was not held.</summary>
    public HeldBody? Body { get; init; }

    /// <summary>Whether the request was too long to be held for <see cref="Endpoint"/>.</summary>
    public bool IsBodyCut { get; init; }

    /// <summary>The model in the path of the request.</summary>
    public string? PathModel { get; init; }

    /// <summary>Fires when the time limit of the call has elapsed.</summary>
    public ITimer? Timer { get; set; }

    /// <summary>Fires when the time limit of the tokenizer has elapsed.</summary>
    public ITimer? Watch { get; set; }

    /// <summary>Whether there was more text than could be held.</summary>
    public bool IsCut => Input?.IsCut == true || Output?.IsCut == true;

    /// <summary>Completes when the count or the fallback has been published.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Returns true on the first call.</summary>
    public bool TryComplete() => Interlocked.Exchange(ref _completed, 1) == 0;

    /// <summary>Whether the count or the fallback is final.</summary>
    public bool IsCompleted => Volatile.Read(ref _completed) != 0;

    /// <summary>Called when everything has been published.</summary>
    public void Close()
    {
        Timer?.Dispose();
        Call.EndMeasurement();
        _completion.TrySetResult();
    }

    /// <summary>Releases the text; called once it is no longer read.</summary>
    public void Release()
    {
        Input?.Release();
        Output?.Release();
        Watch?.Dispose();
    }

    /// <summary>Releases the request; called if its provider is not asked.</summary>
    public void ReleaseBody() => Body?.Release();
}
