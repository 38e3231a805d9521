using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Calls.Anomalies;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Vocabulary;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Events;

/// <summary>Makes the event of a call.</summary>
internal static class EventFactory
{
    public static LlmEvent Create(CallRecord call, in CallFigures figures, double samplingRate, EventSettings settings)
    {
        var facts = call.Response?.Facts;
        var activity = call.Span ?? call.UpstreamActivity ?? call.Caller;
        return new LlmEvent
        {
            Id = RecordId.New(),
            Timestamp = call.Timestamp,
            TraceId = activity?.TraceId.ToHexString(),
            SpanId = activity?.SpanId.ToHexString(),
            ScopeId = call.ScopeId,
            Call = call.Call,
            ClientName = call.ClientName,
            Provider = call.Endpoint.Provider,
            Operation = call.Operation,
            WireFormat = call.Endpoint.Format.Name,
            ServerAddress = call.Endpoint.ServerAddress,
            ServerPort = (int)call.Endpoint.ServerPort,
            RequestModel = call.RequestModel,
            ResponseModel = call.ResponseModel,
            ResponseId = call.ResponseId,
            FinishReasons = facts is null ? [] : facts.FinishReasonTexts(),
            Outcome = call.Outcome.Word,
            ErrorType = call.Outcome.ErrorType,
            ProviderErrorCode = call.Outcome.Word == LlmOutcomes.Error ? facts?.ErrorCode : null,
            ProviderErrorType = call.Outcome.Word == LlmOutcomes.Error ? facts?.ErrorType : null,
            ErrorMessage = settings.RecordErrorMessages ? facts?.ErrorMessage : null,
            StatusCode = call.Status,
            StreamRequested = call.StreamRequested,
            Streamed = figures.Streamed,
            Tokens = facts is null ? new LlmTokens() : Tokens(facts),
            TokenSource = facts?.UsageReported == true ? TokenWords.FromProvider : null,
            Anomalies = AnomalyNames.Of(call.Anomalies),
            UsageMissing = figures.UsageMissing,
            UsagePending = call.AwaitsUsage,
            PriceMissing = call.IsPriceMissing,
            RequestedServiceTier = call.Request?.Word(RequestParameter.ServiceTier),
            ServedServiceTier = facts?.ServiceTier,
            ToolCalls = facts?.ToolCalls ?? 0,
            HostedToolCalls = facts?.HostedToolCalls ?? 0,
            HostedTools = facts?.HostedToolsByKind() ?? LlmEvent.NoTools,
            BilledTools = facts?.BilledTools?.Copy(),
            Duration = figures.Duration,
            TimeToFirstToken = figures.TimeToFirstToken,
            TimeToFirstAnswer = figures.TimeToFirstAnswer,
            TimePerOutputToken = figures.TimePerOutputToken,
            LongestStall = figures.TimeToFirstToken is null ? null : figures.LongestStall,
            Chunks = figures.Streamed ? call.Times.Chunks : 0,
            Attempts = call.Attempts,
            RetryNumber = call.RetryNumber,
            PromptCharacters = call.RequestText.Tally.Characters(TextKind.Input),
            RequestBytes = call.Request?.Length ?? 0,
            ResponseCharacters = call.ResponseText?.Tally.Characters(TextKind.Answer) ?? 0,
            ResponseBytes = call.Response?.Length ?? 0,
            Strategy = call.Plan?.Name,
            StrategyReason = call.Plan?.Reason,
            Capacity = call.Capacity is { } capacity ? EventFigures.Amounts(capacity.Input, capacity.Output) : null,
            SamplingRate = samplingRate,
            ConstantTags = settings.ConstantTags,
        };
    }

    private static LlmTokens Tokens(ResponseFacts facts) => new()
    {
        Input = facts.InputTokens,
        Output = facts.OutputTokens,
        Total = facts.Sent(Figure.Total),
        CachedInput = facts.Sent(Figure.CachedInput),
        CacheWrite = facts.CacheWriteTokens,
        CacheWrite5Minutes = facts.Sent(Figure.CacheWrite5Minutes),
        CacheWrite1Hour = facts.Sent(Figure.CacheWrite1Hour),
        Reasoning = facts.ReasoningTokens,
        ToolUseInput = facts.Sent(Figure.ToolUseInput),
        InputAudio = facts.Sent(Figure.InputAudio),
        InputImage = facts.Sent(Figure.InputImage),
        OutputAudio = facts.Sent(Figure.OutputAudio),
        OutputImage = facts.Sent(Figure.OutputImage),
        AcceptedPrediction = facts.Sent(Figure.AcceptedPrediction),
        RejectedPrediction = facts.Sent(Figure.RejectedPrediction),
    };
}
