using LlmHttpMetrics.Reading;

namespace LlmHttpMetrics.Text;

/// <summary>
/// Receives the text of a request or an answer: counts it, and buffers it if it may have to be counted again. Reused from call to call.
/// </summary>
internal sealed class TextIntake
{
    private CapacityTally? _capacity;
    private HeldText? _held;
    private CapturedText? _captured;
    private bool _countsCapacity;
    private bool _holds;
    private bool _isShared;
    private bool _captures;

    /// <summary>The entry point for text.</summary>
    public TextTally Tally { get; } = new();

    /// <summary>Text that the caller sent, in units of capacity; nothing if that is not needed.</summary>
    public CapacityCounts InputCapacity => _countsCapacity ? _capacity!.Input : default;

    /// <summary>The visible text of the answer, in units of capacity; nothing if that is not needed.</summary>
    public CapacityCounts OutputCapacity => _countsCapacity ? _capacity!.Output : default;

    /// <summary>Whether the text is buffered, so that it can be counted again.</summary>
    public bool Holds => _holds;

    /// <summary>Begins a new text.</summary>
    /// <param name="needs">What the text is needed for.</param>
    /// <param name="maxHeld">Bytes of text that may be held to be counted.</param>
    /// <param name="maxCaptured">Bytes of text that are kept for the event; 0 for none.</param>
    /// <param name="next">The next sink for the text; null for none.</param>
    public void Begin(TextNeeds needs, int maxHeld, int maxCaptured, ITextSink? next)
    {
        Reset();
        _captures = maxCaptured > 0;
        if (_captures)
        {
            _captured ??= new CapturedText();
            _captured.Begin(maxCaptured);
            _captured.Next = next;
            next = _captured;
        }

        (_countsCapacity, _holds) = needs;
        if (_countsCapacity)
        {
            _capacity ??= new CapacityTally();
            _capacity.Next = next;
            next = _capacity;
        }

        if (_holds)
        {
            _held ??= new HeldText();
            _held.Begin(maxHeld);
            _held.Next = next;
            next = _held;
        }

        Tally.Next = next;
    }

    /// <summary>Some of the text could not be buffered.</summary>
    public bool IsCut => _holds && _held?.IsCut == true;

    /// <summary>Transfers the buffered text to the caller; null if there is none.</summary>
    public HeldText? TakeHeld()
    {
        var held = _holds ? _held : null;
        if (held is not null)
        {
            _held = null;
            _holds = false;
        }

        return held;
    }

    /// <summary>Shares the buffered text with one more reader, which has to release it; null if there is none.</summary>
    public HeldText? ShareHeld()
    {
        _isShared |= _holds;
        return _holds ? _held?.Share() : null;
    }

    /// <summary>Transfers the text that was kept for the event to the caller; null if there is none.</summary>
    public HeldText? TakeCaptured()
    {
        var captured = _captures ? _captured!.Take() : null;
        _captures = false;
        return captured;
    }

    public void Reset()
    {
        Tally.Reset();
        _capacity?.Reset();
        _held?.Release();
        _captured?.Reset();
        if (_isShared)
        {
            _held = null;
        }

        _countsCapacity = _holds = _isShared = _captures = false;
    }
}
