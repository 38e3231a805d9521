namespace LlmHttpMetrics.Calls;

/// <summary>Lets listeners know whose figures they are told, for as long as it is not disposed of.</summary>
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
