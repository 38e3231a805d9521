namespace LlmHttpMetrics.MockProviders.Serving;

/// <summary>Collects the events of one exchange and writes its entry, once.</summary>
internal sealed class LedgerRecorder(MockLedger ledger, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly DateTimeOffset _receivedAt = time.GetUtcNow();
    private TimeSpan? _firstContent;
    private TimeSpan? _lastContent;
    private MockTokens? _tokens;
    private bool _written;

    public MockRequest? Request { get; set; }

    public string? ResponseModel { get; set; }

    public string? ResponseId { get; set; }

    public bool Streamed { get; set; }

    public int Status { get; set; }

    public MockFaultKind? Fault { get; set; }

    public string? ErrorCode { get; set; }

    public string? ErrorType { get; set; }

    public int Chunks { get; private set; }

    public void Chunk()
    {
        Chunks++;
        Content();
    }

    public void Content()
    {
        _lastContent = time.GetElapsedTime(_start);
        _firstContent ??= _lastContent;
    }

    public void Figures(MockTokens? tokens) => _tokens = tokens is null ? _tokens : (_tokens ?? MockTokens.None).ReplacedBy(tokens);

    public void Write(LedgerOutcome outcome)
    {
        if (_written || Request is null)
        {
            return;
        }

        _written = true;
        ledger.Add(new LedgerEntry
        {
            Request = Request,
            ResponseModel = ResponseModel,
            ResponseId = ResponseId,
            Streamed = Streamed,
            Status = Status,
            Outcome = outcome,
            Fault = Fault,
            ErrorCode = ErrorCode,
            ErrorType = ErrorType,
            Tokens = _tokens,
            Chunks = Chunks,
            ReceivedAt = _receivedAt,
            FirstContentAfter = _firstContent,
            LastContentAfter = _lastContent,
            EndedAfter = time.GetElapsedTime(_start),
        });
    }
}
