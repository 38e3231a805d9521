using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Calls.Anomalies;
using LlmHttpMetrics.Counting.CountEndpoints;
using LlmHttpMetrics.Counting.Learning;
using LlmHttpMetrics.Insights.Statistics;
using LlmHttpMetrics.Interception;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>A call that has ended and whose tokens are to be counted: it came without usage, or is to be compared with it. Completed once: by its count, or by the fallback that did not wait for it.</summary>
internal sealed class TokenDemand
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _completed;

    public required MonitorSettings Settings { get; init; }

    public required StrategyPlan Plan { get; init; }

    /// <summary>What prices it.</summary>
    public required PricedCall Priced { get; init; }

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
    public Anomaly Anomalies { get; init; }

    /// <summary>What the text of the request stood among.</summary>
    public CallShape InputShape { get; init; }

    /// <summary>What the text of the answer stood among.</summary>
    public CallShape OutputShape { get; init; }

    /// <summary>What stands where nobody counts; null where the text could not be read.</summary>
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

    /// <summary>The tags of our own instruments.</summary>
    public required KeyValuePair<string, object?>[] Tags { get; init; }

    /// <summary>How it ended.</summary>
    public required LlmRecordedCall Call { get; init; }

    /// <summary>The event that waits; null where nobody wants events.</summary>
    public required LlmEvent? Event { get; init; }

    /// <summary>Where the statistics have it.</summary>
    public SeriesEntry Statistics { get; init; }

    /// <summary>What was decided about the call, to be logged once its count or its fallback stands; null where nobody wants to know.</summary>
    public Events.CallDecisions? Decisions { get; set; }

    /// <summary>Tells when its time is up.</summary>
    public ITimer? Timer { get; set; }

    /// <summary>Tells when its tokenizer has had all the time that it may take.</summary>
    public ITimer? Watch { get; set; }

    /// <summary>There was more text than could be held.</summary>
    public bool IsCut => Input?.IsCut == true || Output?.IsCut == true;

    /// <summary>Ends when its count or its fallback stands and has been published.</summary>
    public Task Completion => _completion.Task;

    /// <summary>True for whoever comes first.</summary>
    public bool TryComplete() => Interlocked.Exchange(ref _completed, 1) == 0;

    /// <summary>Its count or its fallback stands.</summary>
    public bool IsCompleted => Volatile.Read(ref _completed) != 0;

    /// <summary>All has been published.</summary>
    public void Close()
    {
        Timer?.Dispose();
        _completion.TrySetResult();
    }

    /// <summary>Gives back the text; called by whoever reads it, when he does so no more.</summary>
    public void Release()
    {
        Input?.Release();
        Output?.Release();
        Watch?.Dispose();
    }

    /// <summary>Gives back the request; called where its provider is not asked.</summary>
    public void ReleaseBody() => Body?.Release();
}
