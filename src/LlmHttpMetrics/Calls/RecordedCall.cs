namespace LlmHttpMetrics.Calls;

/// <summary>Makes the call whose measurements are being recorded available to listeners, until it is disposed.</summary>
internal readonly ref struct RecordedCall
{
    [ThreadStatic]
    private static LlmRecordedCall? _current;

    private readonly LlmRecordedCall? _before;

    public RecordedCall(LlmRecordedCall call)
    {
        _before = _current;
        _current = call;
    }

    public static LlmRecordedCall? Current => _current;

    public void Dispose() => _current = _before;
}
