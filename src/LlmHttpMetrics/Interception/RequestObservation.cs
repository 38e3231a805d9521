using System.Diagnostics.CodeAnalysis;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Diagnostics;

namespace LlmHttpMetrics.Interception;

/// <summary>Ensures that the request of a call is read once, however often it is serialized.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The destination it writes memory to owns nothing.")]
internal sealed class RequestObservation : IBodyObserver
{
    private readonly ObservingDestination _memoryReader;
    private CallRecord _call = null!;
    private FaultCounter _faults = null!;
    private ClientSettings _settings = null!;
    private TextNeeds _needs;
    private bool _providerCounts;
    private object? _claim;
    private HttpContent? _known;
    private ContentTraits _traits;
    private bool _faulted;
    private Gate _reading;
    private bool _closed;

    public RequestObservation() => _memoryReader = new ObservingDestination(Stream.Null, this);

    public RequestReader Reader { get; } = new();

    /// <summary>What the text of the call is needed for.</summary>
    public TextNeeds TextNeeds => _needs;

    /// <summary>Whether the body has been read to its end, so that serializing it again adds nothing.</summary>
    public bool IsComplete { get; private set; }

    public void Begin(CallRecord call, ClientSettings settings, bool providerCounts, FaultCounter faults)
    {
        _call = call;
        _faults = faults;
        _settings = settings;
        _providerCounts = providerCounts;
        _needs = settings.Counting.Needs(call.Call, providerCounts);
        IsComplete = _faulted = _closed = false;
        _claim = null;
        _known = call.HttpRequest.Content;
        _traits = ContentTraits.Of(_known);
        Restart(call.HttpRequest.Content);
    }

    /// <summary>
    /// Called when the body begins to be serialized. If that happens several times at once (hedging), the first one is observed; a later one is used
    /// if the first did not reach the end.
    /// </summary>
    /// <param name="claimant">What serializes it.</param>
    /// <param name="content">The content that is serialized.</param>
    /// <param name="faulted">Whether an internal fault has occurred, which still has to be counted: counting runs listeners.</param>
    public bool TryClaim(object claimant, HttpContent content, out bool faulted)
    {
        faulted = false;
        if (IsComplete || (Interlocked.CompareExchange(ref _claim, claimant, null) is { } other && other != claimant))
        {
            return false;
        }

        try
        {
            Restart(content);
            return true;
        }
        catch (Exception)
        {
            faulted = true;
            return false;
        }
    }

    /// <summary>Counts an internal fault.</summary>
    public void CountFault() => _faults.Failed(Stages.Request);

    /// <summary>Called if the claimant did not reach the end.</summary>
    public void GiveUp(object claimant) => Interlocked.CompareExchange(ref _claim, null, claimant);

    /// <summary>
    /// Called when the call has ended while some of its attempts may still be sent, such as the loser of a hedge: from here on nothing is read,
    /// so the text can be transferred.
    /// </summary>
    public void Close()
    {
        while (Interlocked.CompareExchange(ref _claim, this, null) is ObservedRequestBody claimant)
        {
            claimant.Detach();
            Interlocked.CompareExchange(ref _claim, this, claimant);
        }

        _ = _reading.TryEnter();
        _closed = true;
        _reading.Exit();
    }

    /// <summary>Called when the call has ended: its content is not kept until the next one.</summary>
    public void Release()
    {
        _claim = null;
        _known = null;
        _traits = default;
    }

    /// <summary>The traits of content from its headers; those of the caller's own content are read once.</summary>
    public ContentTraits TraitsOf(HttpContent? content) => ReferenceEquals(content, _known) ? _traits : ContentTraits.Of(content);

    private void Restart(HttpContent? content)
    {
        var maxHeld = _providerCounts ? _settings.Held.InputBesideBody : _settings.Held.Input;
        _call.RequestText.Begin(_needs, maxHeld, _settings.Content.MaxInput, _settings.TextSink?.Invoke());
        if (_providerCounts)
        {
            _call.RequestBody ??= new HeldBody();
            _call.RequestBody.Begin(_settings.Held.Body);
        }

        Reader.Begin(_call.Endpoint.Format, _call.Endpoint.Streams, TraitsOf(content).IsForm, _call.RequestText.Tally, _call.RequestText.Holds);
    }

    /// <summary>
    /// Reads content that is in memory directly, without wrapping it. Serializing such content has no side effect, so this adds no observable read.
    /// </summary>
    public bool TryReadMemory(HttpContent content)
    {
        if (IsComplete || !IsMemory(content))
        {
            return IsComplete;
        }

        // Both layers come here, and attempts that are sent at the same time: where a handler between them has yielded, on several threads at once.
        _ = _reading.TryEnter();
        var faulted = _faulted;
        try
        {
            if (!IsComplete && !_closed)
            {
                content.CopyTo(_memoryReader, context: null, CancellationToken.None);
                OnEnd();
            }
        }
        finally
        {
            faulted = _faulted && !faulted;
            _reading.Exit();
        }

        if (faulted)
        {
            CountFault();
        }

        return IsComplete;
    }

    public static bool IsMemory(HttpContent content)
    {
        var type = content.GetType();
        return type == typeof(ByteArrayContent) || type == typeof(StringContent) || type == typeof(ReadOnlyMemoryContent);
    }

    public long Now() => 0;

    public void OnWaiting(CancellationToken cancellationToken)
    {
    }

    public void OnBytes(ReadOnlySpan<byte> bytes, long pendingSince) => TryFeed(bytes);

    /// <summary>Reads the bytes. False if an internal fault has ended the reading, which still has to be counted: counting runs listeners.</summary>
    public bool TryFeed(ReadOnlySpan<byte> bytes)
    {
        if (_faulted || IsComplete)
        {
            return true;
        }

        try
        {
            Reader.Feed(bytes);
            _call.RequestBody?.Add(bytes);
            return true;
        }
        catch (Exception)
        {
            _faulted = true;
            return false;
        }
    }

    public void OnEnd()
    {
        IsComplete = true;
        _call.RequestBody?.End();
    }

    public void OnFailed(Exception exception, CancellationToken cancellationToken)
    {
    }

    public void OnDisposed()
    {
    }
}
