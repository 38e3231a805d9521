using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Metrics;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Counting.CountEndpoints;
using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Interception.Injection;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Interception;

/// <summary>The request of a call: it is observed while it is sent, can be rewritten, and is restored. Reused from call to call.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The replacement of the request's content owns nothing; the caller disposes the original.")]
internal sealed class ExchangeRequest(CallRecord record)
{
    private readonly RequestObservation _observation = new();
    private ClientSettings _settings = null!;
    private FaultCounter _faults = null!;
    private ObservedRequestBody? _wrapper;
    private HttpContent? _original;
    private HttpContent? _rewritten;
    private bool _isModelCall;

    /// <summary>The endpoint with which the provider may be asked to count the call; null if it may not be asked.</summary>
    public CountEndpoint? CountEndpoint { get; private set; }

    /// <summary>What has been read of the request.</summary>
    public RequestReader Reader => _observation.Reader;

    /// <summary>What the text of the call is needed for.</summary>
    public TextNeeds TextNeeds => _observation.TextNeeds;

    /// <summary>How many choices the request asks for.</summary>
    public int ChoiceCount => (int)Math.Clamp(Reader.Number(RequestParameter.ChoiceCount) ?? 1, 1, 128);

    /// <summary>Whether usage was requested on behalf of the caller.</summary>
    public bool IsRewritten => _rewritten is not null;

    /// <summary>Whether the URL, or the payload so far, shows that this is a model call.</summary>
    public bool IsModelCall => _isModelCall = _isModelCall || HasEvidence;

    /// <summary>Whether the whole payload shows that this is not a model call.</summary>
    public bool IsNoModelCall => !_isModelCall && _observation.IsComplete && !HasEvidence;

    private bool HasEvidence => (Reader.Evidence & record.Endpoint.Evidence) == record.Endpoint.Evidence;

    /// <summary>Begins the request of the call that is on the record.</summary>
    public void Begin(ClientSettings settings, FaultCounter faults)
    {
        _settings = settings;
        _faults = faults;
        _wrapper = null;
        _rewritten = null;
        CountEndpoint = settings.Counting.EndpointOf(record.Endpoint, record.Call);
        _observation.Begin(record, settings, CountEndpoint is not null, faults);
        _isModelCall = record.Endpoint.Evidence == RequestEvidence.None;
    }

    /// <summary>Requests the usage of the stream if the options say so.</summary>
    public void RequestUsage(HttpRequestMessage request)
    {
        if (UsageInjection.Rewrite(request, record.Endpoint, _settings) is { } rewritten)
        {
            _original = request.Content;
            request.Content = _rewritten = rewritten;
        }
    }

    /// <summary>Restores the caller's own content.</summary>
    public void RestoreRewritten(HttpRequestMessage request)
    {
        if (_rewritten is not null && ReferenceEquals(request.Content, _rewritten))
        {
            request.Content = _original;
        }
    }

    /// <summary>Sets the content to send: the caller's own if its bytes are in memory, otherwise a replacement that is observed.</summary>
    public void Observe(HttpRequestMessage request)
    {
        if (request.Content is not { } content || _observation.IsComplete
            || RequestObservation.IsMemory(content) || _observation.TraitsOf(content).IsCoded)
        {
            return;
        }

        request.Content = ObservedRequestBody.StandInFor(ObservedRequestBody.Of(content)?.Inner ?? content, _observation);
        _wrapper = ObservedRequestBody.Of(request.Content);
    }

    /// <summary>Restores the content that <see cref="Observe"/> replaced.</summary>
    public static void Restore(HttpRequestMessage request)
    {
        if (ObservedRequestBody.Of(request.Content) is { } body)
        {
            request.Content = body.Inner;
        }
    }

    /// <summary>Reads content in memory; after the request was passed to the inner handler, so that it is read while the network works.</summary>
    public void ReadMemory(HttpRequestMessage request)
    {
        if (request.Content is { } content && RequestObservation.IsMemory(content) && !_observation.TraitsOf(content).IsCoded)
        {
            _observation.TryReadMemory(content);
        }
    }

    /// <summary>
    /// Adds the model to .NET's own metrics of this send. It is known before they are recorded, except for content in memory, which is read now.
    /// </summary>
    public void AddModelToHttpMetrics(HttpRequestMessage request)
    {
        if (_settings.TagHttpMetrics)
        {
            ReadMemory(request);
            HttpMetricsTags.Add(request, TagHttpMetrics);
        }
    }

    /// <summary>Called when the send has finished.</summary>
    public void RemoveHttpMetricsTags(HttpRequestMessage request)
    {
        if (_settings.TagHttpMetrics)
        {
            HttpMetricsTags.Remove(request);
        }
    }

    /// <summary>Stops observing: the call has ended, although its request may still be being sent.</summary>
    public void Detach() => _wrapper?.Detach();

    /// <inheritdoc cref="RequestObservation.Close"/>
    public void Close() => _observation.Close();

    /// <summary>Releases what it holds of the request.</summary>
    public void Release()
    {
        Detach();
        _wrapper = null;
        _original = _rewritten = null;
        _observation.Release();
    }

    /// <summary>Called by .NET's own handler when a send has a response or has failed. Never throws.</summary>
    private void TagHttpMetrics(HttpMetricsEnrichmentContext context)
    {
        try
        {
            if (!IsModelCall || !record.Endpoint.Counted)
            {
                return;
            }

            record.Request = Reader;
            context.AddCustomTag(LlmTagNames.ProviderName, record.Endpoint.Provider);
            if (_settings.Tags.RequestModel(record) is { } model)
            {
                context.AddCustomTag(LlmTagNames.RequestModel, model);
            }
        }
        catch (Exception)
        {
            _faults.Failed(Stages.Request);
        }
    }
}
