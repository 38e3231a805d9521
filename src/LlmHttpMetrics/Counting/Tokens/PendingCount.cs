using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Counting.CountEndpoints;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>A call that has ended and whose tokens are to be counted: it came without usage, or is to be compared with it. Completed once: by its count, or by the fallback that did not wait for it.</summary>
internal sealed class PendingCount
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _completed;

    /// <summary>The call.</summary>
    public required PendingCall Call { get; init; }

    public required CountingSettings Settings { get; init; }

    public required StrategyPlan Plan { get; init; }

    public required string Provider { get; init; }

    /// <summary>The model that answered, else the one asked for.</summary>
    public required string? Model { get; init; }

    /// <summary>The name of the tokenizer that the scope or a rule asks for.</summary>
    public required string? Tokenizer { get; init; }

    public required RequestFrame Frame { get; init; }

    /// <summary>How well the answer is counted.</summary>
    public required CountMethod OutputMethod { get; init; }

    /// <summary>What the provider reported; null where that is what is missing.</summary>
    public ReportedTokens? Reported { get; init; }

    /// <summary>What has been found odd about the provider's figures.</summary>
    public Calls.Anomalies.Anomaly Anomalies { get; init; }

    /// <summary>What the text of the request stood among.</summary>
    public CallShape InputShape { get; init; }

    /// <summary>What the text of the answer stood among.</summary>
    public CallShape OutputShape { get; init; }

    /// <summary>What stands in place of a count; null where the text could not be read.</summary>
    public TokenCount? Estimate { get; set; }

    /// <summary>Texts of the request; null where it was never read.</summary>
    public required HeldText? Input { get; init; }

    /// <summary>Texts of the answer; null where none came.</summary>
    public required HeldText? Output { get; init; }

    public required TextAmount InputAmount { get; init; }

    public required TextAmount OutputAmount { get; init; }

    public CapacityCounts InputCapacity { get; init; }

    public CapacityCounts OutputCapacity { get; init; }

    /// <summary>An answer came, and may have been empty.</summary>
    public required bool HasAnswer { get; init; }

    /// <summary>Where the provider may be asked to count; null where it may not.</summary>
    public CountEndpoint? Endpoint { get; init; }

    /// <summary>The whole request as it was sent, for <see cref="Endpoint"/>; null where it is not there.</summary>
    public HeldBody? Body { get; init; }

    /// <summary>The request was too long to be held for <see cref="Endpoint"/>.</summary>
    public bool IsBodyCut { get; init; }

    /// <summary>The model that the path of the request names.</summary>
    public string? PathModel { get; init; }

    /// <summary>Fires when its time is up.</summary>
    public ITimer? Timer { get; set; }

    /// <summary>Fires when its tokenizer has had all the time that it may take.</summary>
    public ITimer? Watch { get; set; }

    /// <summary>There was more text than could be held.</summary>
    public bool IsCut => Input?.IsCut == true || Output?.IsCut == true;

    /// <summary>Ends when its count or its fallback stands and has been published.</summary>
    public Task Completion => _completion.Task;

    /// <summary>True for the first to call it.</summary>
    public bool TryComplete() => Interlocked.Exchange(ref _completed, 1) == 0;

    /// <summary>Its count or its fallback stands.</summary>
    public bool IsCompleted => Volatile.Read(ref _completed) != 0;

    /// <summary>All has been published.</summary>
    public void Close()
    {
        Timer?.Dispose();
        Call.EndMeasurement();
        _completion.TrySetResult();
    }

    /// <summary>Gives back the text; called once it is no longer read.</summary>
    public void Release()
    {
        Input?.Release();
        Output?.Release();
        Watch?.Dispose();
    }

    /// <summary>Gives back the request; called where its provider is not asked.</summary>
    public void ReleaseBody() => Body?.Release();
}
