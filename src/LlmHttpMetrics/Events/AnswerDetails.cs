using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Vocabulary;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Events;

/// <summary>What an event contains about the answer of a call; the defaults if there was no answer.</summary>
internal readonly ref struct AnswerDetails(CallRecord call)
{
    private readonly ResponseFacts? _facts = call.Response?.Facts;

    public IReadOnlyList<string> FinishReasons => _facts is null ? [] : _facts.FinishReasonTexts();

    public string? ErrorCode => IsError ? _facts?.ErrorCode : null;

    public string? ErrorType => IsError ? _facts?.ErrorType : null;

    public string? ErrorMessage => _facts?.ErrorMessage;

    public string? TokenSource => _facts?.UsageReported == true ? TokenWords.FromProvider : null;

    public string? ServiceTier => _facts?.ServiceTier;

    public int ToolCalls => _facts?.ToolCalls ?? 0;

    public int HostedToolCalls => _facts?.HostedToolCalls ?? 0;

    public IReadOnlyDictionary<string, long> HostedTools => _facts?.HostedToolsByKind() ?? LlmEvent.NoTools;

    public HostedToolUse? BilledTools => _facts?.BilledTools?.Copy();

    public long Characters => call.ResponseText?.Tally.Characters(TextKind.Answer) ?? 0;

    public long Bytes => call.Response?.Length ?? 0;

    private bool IsError => call.Outcome.Word == LlmOutcomes.Error;

    public LlmTokens Tokens => _facts is null ? new LlmTokens() : new LlmTokens
    {
        Input = _facts.InputTokens,
        Output = _facts.OutputTokens,
        Total = _facts.Sent(Figure.Total),
        CachedInput = _facts.Sent(Figure.CachedInput),
        CacheWrite = _facts.CacheWriteTokens,
        CacheWrite5Minutes = _facts.Sent(Figure.CacheWrite5Minutes),
        CacheWrite1Hour = _facts.Sent(Figure.CacheWrite1Hour),
        Reasoning = _facts.ReasoningTokens,
        ToolUseInput = _facts.Sent(Figure.ToolUseInput),
        InputAudio = _facts.Sent(Figure.InputAudio),
        InputImage = _facts.Sent(Figure.InputImage),
        OutputAudio = _facts.Sent(Figure.OutputAudio),
        OutputImage = _facts.Sent(Figure.OutputImage),
        AcceptedPrediction = _facts.Sent(Figure.AcceptedPrediction),
        RejectedPrediction = _facts.Sent(Figure.RejectedPrediction),
    };
}
