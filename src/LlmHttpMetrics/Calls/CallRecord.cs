using System.Diagnostics;
using System.Text;
using LlmHttpMetrics.Calls.Anomalies;
using LlmHttpMetrics.Counting;
using LlmHttpMetrics.Counting.CountEndpoints;
using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Insights.Budgets;
using LlmHttpMetrics.Insights.Statistics;
using LlmHttpMetrics.Interception;
using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Text;

namespace LlmHttpMetrics.Calls;

/// <summary>Everything known of a call when it has ended. Reused from call to call.</summary>
internal sealed class CallRecord
{
    private DateTimeOffset _timestamp;

    public Endpoint Endpoint { get; set; } = null!;

    public MonitorSettings Settings { get; set; } = null!;

    public HttpRequestMessage HttpRequest { get; set; } = null!;

    public HttpResponseMessage? HttpResponse { get; set; }

    public LlmCallInfo? Call { get; set; }

    public string? ScopeId { get; set; }

    public int? RetryNumber { get; set; }

    /// <summary>What the request says; null where it was never read.</summary>
    public RequestReader? Request { get; set; }

    /// <summary>The text of the request.</summary>
    public TextIntake RequestText { get; } = new();

    /// <summary>Where its provider may be asked to count it; null where it may not.</summary>
    public CountEndpoint? CountEndpoint { get; set; }

    /// <summary>The request as it is sent, where its provider may be asked to count it.</summary>
    public HeldBody? RequestBody { get; private set; }

    /// <summary>What the answer says; null where none came.</summary>
    public ResponseReader? Response { get; set; }

    /// <summary>The text of the answer; null where none came.</summary>
    public TextIntake? ResponseText { get; set; }

    /// <summary>What is counted of it besides the provider's figures; known when it has ended.</summary>
    public StrategyPlan? Plan { get; set; }

    /// <summary>What is odd about the provider's figures.</summary>
    public Anomaly Anomalies { get; set; }

    /// <summary>Where the statistics have it, for what is known later; known when it has ended.</summary>
    public SeriesEntry Statistics { get; set; }

    /// <summary>The budgets that have it, for a cost that is known later; known when it has ended.</summary>
    public BudgetEntry Budget { get; set; }

    public int? Status { get; set; }

    public int Attempts { get; set; }

    /// <summary>When it was made; reckoned when it is asked for, where nobody wanted it when it began.</summary>
    public DateTimeOffset Timestamp
    {
        get => _timestamp == default && Wall is { } wall ? _timestamp = wall.TimeOf(Started) : _timestamp;
        set => _timestamp = value;
    }

    /// <summary>Tells its time once it has ended.</summary>
    public WallClock? Wall { get; set; }

    /// <summary>When the request was sent, by the clock's timestamps.</summary>
    public long Started { get; set; }

    public long Ended { get; set; }

    public StreamTimes Times { get; set; }

    public Outcome Outcome { get; set; }

    /// <summary>Its cost has been published, exact or for the meters alone.</summary>
    public bool IsPriced { get; set; }

    /// <summary>What it has used, where it was priced by that.</summary>
    public Usage Usage { get; } = new();

    /// <summary>What it cost; null where that is not known, or not yet.</summary>
    public Cost? Cost { get; set; }

    /// <summary>The call's own span.</summary>
    public Activity? Span { get; set; }

    /// <summary>A span is wanted and was not begun, because only the payload has shown that this is a model call.</summary>
    public bool WantsLateSpan { get; set; }

    /// <summary>What was current when the caller called.</summary>
    public Activity? Caller { get; set; }

    /// <summary>Another's activity for the same call, which gets what our span would have had.</summary>
    public Activity? Neighbour { get; set; }

    /// <summary>The standard's instruments are left to another who records them for the same call.</summary>
    public bool SkipsStandard { get; set; }

    /// <summary>The tags of its metrics; made when it has ended.</summary>
    public TagSet Tags { get; } = new();

    /// <summary>The tags of the times between chunks; made when the first of them is recorded, with what is known by then.</summary>
    public TagSet ChunkTags { get; } = new();

    /// <summary>It was sent once, by the handler that measures it, so that the attempt's record is the call's.</summary>
    public bool IsItsOnlyAttempt { get; set; }

    public bool RecordsV1 => Settings.V1 && !SkipsStandard;

    public bool RecordsLatest => Settings.Latest && !SkipsStandard;

    public string Operation => Request?.Operation ?? Endpoint.Operation;

    public bool StreamRequested => Request?.Stream ?? Endpoint.Streams;

    public string? RequestModel => Call?.Model ?? Request?.Model ?? Endpoint.PathModel;

    /// <summary>The answer was promised: whoever looks at it later gets its usage. A stream that broke is promised only where it goes on without its reader.</summary>
    public bool AwaitsUsage =>
        Status is >= 200 and < 300 && Response is { Facts: { IsPending: true, UsageReported: false, Id.IsEmpty: false } } response
        && (!response.Streamed || Request?.Background == true);

    public string? ResponseModel => Response?.Facts.Model;

    /// <summary>The answer's id; that of an error body is another thing's.</summary>
    public string? ResponseId => Status < 400 && Response is { Facts.Id.IsEmpty: false } response ? Encoding.UTF8.GetString(response.Facts.Id) : null;

    /// <summary>The request is serialized, from its beginning.</summary>
    public void BeginBody()
    {
        if (CountEndpoint is not null)
        {
            RequestBody ??= new HeldBody();
            RequestBody.Begin(Settings.MostHeldBody);
        }
    }

    /// <summary>Hands over the request; null where it is not there as a whole.</summary>
    public HeldBody? TakeBody()
    {
        var body = RequestBody is { IsWhole: true } held ? held : null;
        if (body is not null)
        {
            RequestBody = null;
        }

        return body;
    }

    /// <summary>Gives back what is held of the request, once it has been sent to its end and recorded.</summary>
    public void ReleaseRequest()
    {
        RequestText.Reset();
        RequestBody?.Release();
    }

    public void Reset()
    {
        Endpoint = null!;
        Settings = null!;
        HttpRequest = null!;
        HttpResponse = null;
        Call = null;
        ScopeId = null;
        RetryNumber = null;
        Request = null;
        ReleaseRequest();
        CountEndpoint = null;
        Response = null;
        ResponseText = null;
        Plan = null;
        Anomalies = Anomaly.None;
        Statistics = default;
        Budget = default;
        Status = null;
        Attempts = 0;
        Timestamp = default;
        Wall = null;
        Cost = null;
        Times = default;
        Span = Caller = Neighbour = null;
        IsItsOnlyAttempt = IsPriced = WantsLateSpan = SkipsStandard = false;
        Tags.Clear();
        ChunkTags.Clear();
    }
}
