using System.Diagnostics;
using System.Text;
using LlmHttpMetrics.Calls.Anomalies;
using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Text;

namespace LlmHttpMetrics.Calls;

/// <summary>Everything that is known about a call when it has ended. Reused from call to call.</summary>
internal sealed class CallRecord
{
    private DateTimeOffset _timestamp;

    public Endpoint Endpoint { get; set; } = null!;

    /// <summary>The name of the client that made the call.</summary>
    public string ClientName { get; set; } = "";

    /// <summary>The consumers of the client's calls, as its options were when the call began.</summary>
    public CallConsumers Consumers { get; set; } = null!;

    /// <summary>The prices of the client.</summary>
    public PriceBook Prices { get; set; } = null!;

    public HttpRequestMessage HttpRequest { get; set; } = null!;

    public HttpResponseMessage? HttpResponse { get; set; }

    public LlmCallInfo? Call { get; set; }

    public string? ScopeId { get; set; }

    public int? RetryNumber { get; set; }

    /// <summary>What the request contains; null if it was never read.</summary>
    public RequestReader? Request { get; set; }

    /// <summary>The text of the request.</summary>
    public TextIntake RequestText { get; } = new();

    /// <summary>The request as it is sent, if its provider may be asked to count its tokens.</summary>
    public HeldBody? RequestBody { get; set; }

    /// <summary>What the answer contains; null if there was none.</summary>
    public ResponseReader? Response { get; set; }

    /// <summary>The text of the answer; null if there was none.</summary>
    public TextIntake? ResponseText { get; set; }

    /// <summary>What is measured besides the provider's figures; set when the call has ended.</summary>
    public MeasurementPlan? Plan { get; set; }

    /// <summary>The amount of text, if the plan requires it; otherwise null.</summary>
    public (CapacityCounts Input, CapacityCounts Output)? Capacity =>
        Plan?.CountsCapacity == true ? (RequestText.InputCapacity, ResponseText?.OutputCapacity ?? default) : null;

    /// <summary>The call's scope named an unknown strategy, which was ignored.</summary>
    public bool IsStrategyUnknown { get; set; }

    /// <summary>Receives amendments of the call; null if there can be none.</summary>
    public PendingCall? Pending { get; set; }

    /// <summary>The guard's reservation for the call; null if there is none.</summary>
    public ICallReservation? Reservation { get; set; }

    /// <summary>Anomalies in the provider's figures.</summary>
    public Anomaly Anomalies { get; set; }

    public int? Status { get; set; }

    /// <summary>Whether the provider answered successfully, so that it charges for the call.</summary>
    public bool IsAnswered => Status is >= 200 and < 300 && !Outcome.IsError;

    public int Attempts { get; set; }

    /// <summary>When the call was made; calculated on first use, unless something needed it when the call began.</summary>
    public DateTimeOffset Timestamp
    {
        get => _timestamp == default && Wall is { } wall ? _timestamp = wall.TimeOf(Started) : _timestamp;
        set => _timestamp = value;
    }

    /// <summary>The clock of its client.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Converts timestamps to the time of day, for a call that has ended.</summary>
    public WallClock? Wall { get; set; }

    /// <summary>When the request was sent, as a timestamp of the clock.</summary>
    public long Started { get; set; }

    public long Ended { get; set; }

    public StreamTimes Times { get; set; }

    public Outcome Outcome { get; set; }

    /// <summary>The tokens of the call are known, but there is no price for them.</summary>
    public bool IsPriceMissing { get; set; }

    /// <summary>The usage that was priced.</summary>
    public Usage Usage { get; } = new();

    /// <summary>The cost; null if it is not known, or not known yet.</summary>
    public Cost? Cost { get; set; }

    /// <summary>The call's own span.</summary>
    public Activity? Span { get; set; }

    /// <summary>A span is wanted but was not started, because only the payload showed that this is a model call.</summary>
    public bool WantsLateSpan { get; set; }

    /// <summary>The activity that was current when the caller sent the request.</summary>
    public Activity? Caller { get; set; }

    /// <summary>The activity of another instrumentation for the same call, which receives the attributes that our span would have had.</summary>
    public Activity? UpstreamActivity { get; set; }

    /// <summary>The instruments of the convention are left to another instrumentation that records them for the same call.</summary>
    public bool SkipsStandard { get; set; }

    /// <summary>The tags of the call's metrics; created when the call has ended.</summary>
    public TagSet Tags { get; } = new();

    /// <summary>The tags of the times between chunks; created when the first of them is recorded, from what is known then.</summary>
    public TagSet ChunkTags { get; } = new();

    /// <summary>The call was sent once, by the handler that measures it, so that the record of the attempt is the record of the call.</summary>
    public bool IsItsOnlyAttempt { get; set; }

    /// <summary>The kind of error as a tag; null if there was no error.</summary>
    public string? ErrorTag { get; set; }

    public string Operation => Request?.Operation ?? Endpoint.Operation;

    public bool StreamRequested => Request?.Stream ?? Endpoint.Streams;

    public string? RequestModel => Call?.Model ?? Request?.Model ?? Endpoint.PathModel;

    /// <summary>
    /// The answer was only announced: the request that later fetches it gets its usage. A broken stream counts as announced only if the provider
    /// continues it without a reader.
    /// </summary>
    public bool AwaitsUsage =>
        Status is >= 200 and < 300 && Response is { Facts: { IsPending: true, UsageReported: false, Id.IsEmpty: false } } response
        && (!response.Streamed || Request?.Background == true);

    public string? ResponseModel => Response?.Facts.Model;

    /// <summary>The answer's id. The id of an error body identifies something else.</summary>
    public string? ResponseId => Status < 400 && Response is { Facts.Id.IsEmpty: false } response ? Encoding.UTF8.GetString(response.Facts.Id) : null;

    /// <summary>Takes the request body off the record; null if it was not held as a whole.</summary>
    public HeldBody? TakeBody()
    {
        var body = RequestBody is { IsWhole: true } held ? held : null;
        if (body is not null)
        {
            RequestBody = null;
        }

        return body;
    }

    /// <summary>Releases what is held of the request, once it has been sent completely and recorded.</summary>
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
