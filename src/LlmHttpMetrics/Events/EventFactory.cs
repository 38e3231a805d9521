using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Calls.Anomalies;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Events;

/// <summary>Creates the event of a call, without its cost and its content.</summary>
internal static class EventFactory
{
    public static LlmEvent Create(CallRecord call, in CallFigures figures, double samplingRate, EventSettings settings)
    {
        AnswerDetails answer = new(call);
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
            FinishReasons = answer.FinishReasons,
            Outcome = call.Outcome.Word,
            ErrorType = call.Outcome.ErrorType,
            ProviderErrorCode = answer.ErrorCode,
            ProviderErrorType = answer.ErrorType,
            ErrorMessage = settings.RecordErrorMessages ? answer.ErrorMessage : null,
            StatusCode = call.Status,
            StreamRequested = call.StreamRequested,
            Streamed = figures.Streamed,
            Tokens = answer.Tokens,
            TokenSource = answer.TokenSource,
            Anomalies = AnomalyNames.Of(call.Anomalies),
            UsageMissing = figures.UsageMissing,
            UsagePending = call.AwaitsUsage,
            PriceMissing = call.IsPriceMissing,
            RequestedServiceTier = call.Request?.Word(RequestParameter.ServiceTier),
            ServedServiceTier = answer.ServiceTier,
            ToolCalls = answer.ToolCalls,
            HostedToolCalls = answer.HostedToolCalls,
            HostedTools = answer.HostedTools,
            BilledTools = answer.BilledTools,
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
            ResponseCharacters = answer.Characters,
            ResponseBytes = answer.Bytes,
            Strategy = call.Plan?.Name,
            StrategyReason = call.Plan?.Reason,
            Capacity = call.Capacity is { } capacity ? EventFigures.Amounts(capacity.Input, capacity.Output) : null,
            SamplingRate = samplingRate,
            ConstantTags = settings.ConstantTags,
        };
    }
}
