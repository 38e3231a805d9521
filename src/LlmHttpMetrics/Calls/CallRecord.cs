using System.Diagnostics;
using System.Text;
using LlmHttpMetrics.Calls.Anomalies;
using LlmHttpMetrics.Diagnostics;
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

    /// <summary>The name of the client that made it.</summary>
    public string ClientName { get; set; } = "";

    /// <summary>The views of the client's calls, as its options were when it began.</summary>
    public CallConsumers Consumers { get; set; } = null!;

    /// <summary>The prices of the client.</summary>
    public PriceBook Prices { get; set; } = null!;

    public HttpRequestMessage HttpRequest { get; set; } = null!;

    public HttpResponseMessage? HttpResponse { get; set; }

    public LlmCallInfo? Call { get; set; }

    public string? ScopeId { get; set; }

    public int? RetryNumber { get; set; }

    /// <summary>What the request says; null where it was never read.</summary>
    public RequestReader? Request { get; set; }

    /// <summary>The text of the request.</summary>
    public TextIntake RequestText { get; } = new();

    /// <summary>The request as it is sent, where its provider may be asked to count it.</summary>
    public HeldBody? RequestBody { get; set; }

    /// <summary>What the answer says; null where none came.</summary>
    public ResponseReader? Response { get; set; }

    /// <summary>The text of the answer; null where none came.</summary>
    public TextIntake? ResponseText { get; set; }

    /// <summary>What is counted of it besides the provider's figures; known when it has ended.</summary>
    public MeasurementPlan? Plan { get; set; }

    /// <summary>The amount of its text, where its plan asks for it; else null.</summary>
    public (CapacityCounts Input, CapacityCounts Output)? Capacity =>
        Plan?.CountsCapacity == true ? (RequestText.Capacity?.Input ?? default, ResponseText?.Capacity?.Output ?? default) : null;

    /// <summary>Its scope named a strategy that is not known, and was passed over.</summary>
    public bool IsStrategyUnknown { get; set; }

    /// <summary>What may become known of it later; null where nothing can.</summary>
    public PendingCall? Pending { get; set; }

    /// <summary>What a guard has set aside for it; null where none has.</summary>
    public ICallReservation? Reservation { get; set; }

    /// <summary>What is odd about the provider's figures.</summary>
    public Anomaly Anomalies { get; set; }

    public int? Status { get; set; }

    /// <summary>The provider did as asked, so that it charges for the call.</summary>
    public bool IsAnswered => Status is >= 200 and < 300 && Outcome.Word != LlmOutcomes.Error;

    public int Attempts { get; set; }

    /// <summary>When it was made; reckoned when it is asked for, where nothing needed it when it began.</summary>
    public DateTimeOffset Timestamp
    {
        get => _timestamp == default && Wall is { } wall ? _timestamp = wall.TimeOf(Started) : _timestamp;
        set => _timestamp = value;
    }

    /// <summary>The clock of its client.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>The clock that gives its time once it has ended.</summary>
    public WallClock? Wall { get; set; }

    /// <summary>When the request was sent, by the clock's timestamps.</summary>
    public long Started { get; set; }

    public long Ended { get; set; }

    public StreamTimes Times { get; set; }

    public Outcome Outcome { get; set; }

    /// <summary>Its tokens are known, and no price for them is.</summary>
    public bool IsPriceMissing { get; set; }

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

    /// <summary>The activity of another instrumentation for the same call, which gets what our span would have had.</summary>
    public Activity? UpstreamActivity { get; set; }

    /// <summary>The standard's instruments are left to another who records them for the same call.</summary>
    public bool SkipsStandard { get; set; }

    /// <summary>The tags of its metrics; made when it has ended.</summary>
    public TagSet Tags { get; } = new();

    /// <summary>The tags of the times between chunks; made when the first of them is recorded, with what is known by then.</summary>
    public TagSet ChunkTags { get; } = new();

    /// <summary>It was sent once, by the handler that measures it, so that the attempt's record is the call's.</summary>
    public bool IsItsOnlyAttempt { get; set; }

    /// <summary>The kind of error as a tag; null where there is none.</summary>
    public string? ErrorTag { get; set; }

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

    /// <summary>Takes the request off the record; null where it is not there as a whole.</summary>
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
        ClientName = "";
        Consumers = null!;
        Prices = null!;
        HttpRequest = null!;
        HttpResponse = null;
        Call = null;
        ScopeId = null;
        RetryNumber = null;
        Request = null;
        ReleaseRequest();
        Response = null;
        ResponseText = null;
        Plan = null;
        Anomalies = Anomaly.None;
        Pending = null;
        Reservation = null;
        ErrorTag = null;
        Status = null;
        Attempts = 0;
        Timestamp = default;
        Wall = null;
        Cost = null;
        Times = default;
        Span = Caller = UpstreamActivity = null;
        IsItsOnlyAttempt = IsPriceMissing = IsStrategyUnknown = WantsLateSpan = SkipsStandard = false;
        Tags.Clear();
        ChunkTags.Clear();
    }
}
