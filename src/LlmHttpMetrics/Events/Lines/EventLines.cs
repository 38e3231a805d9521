namespace LlmHttpMetrics.Events.Lines;

/// <summary>Turns events into lines and back: what is usual is left out of a line, and comes back from nothing.</summary>
internal static class EventLines
{
    private const int UsualPort = 443;

    private static readonly Dictionary<string, object?> NoValues = [];
    private static readonly Dictionary<string, string> NoFallbacks = [];

    public static EventLine Of(LlmEvent e) => new()
    {
        Version = LlmEventJson.Version,
        Timestamp = e.Timestamp,
        Id = e.Id,
        TraceId = e.TraceId,
        SpanId = e.SpanId,
        ScopeId = e.ScopeId,
        Call = CallLine.Of(e.Call),
        ClientName = e.ClientName.Length > 0 ? e.ClientName : null,
        Provider = e.Provider,
        Operation = e.Operation,
        WireFormat = e.WireFormat,
        ServerAddress = e.ServerAddress,
        ServerPort = e.ServerPort == UsualPort ? null : e.ServerPort,
        RequestModel = e.RequestModel,
        ResponseModel = e.ResponseModel,
        ResponseId = e.ResponseId,
        FinishReasons = e.FinishReasons.Count > 0 ? e.FinishReasons : null,
        Outcome = e.Outcome,
        ErrorType = e.ErrorType,
        ProviderErrorCode = e.ProviderErrorCode,
        ProviderErrorType = e.ProviderErrorType,
        ErrorMessage = e.ErrorMessage,
        StatusCode = e.StatusCode,
        StreamRequested = e.StreamRequested,
        Streamed = e.Streamed,
        Tokens = TokenFigures.Of(e.Tokens),
        TokenSource = e.TokenSource,
        OwnCount = CountLine.Of(e),
        Fallback = e.Fallback,
        FallbackReason = e.FallbackReason,
        StrategyFallbacks = e.StrategyFallbacks.Count > 0 ? e.StrategyFallbacks : null,
        Anomalies = e.Anomalies.Count > 0 ? e.Anomalies : null,
        UsageMissing = e.UsageMissing,
        UsagePending = e.UsagePending,
        ConstantTags = e.ConstantTags.Count > 0 ? e.ConstantTags : null,
        PriceMissing = e.PriceMissing,
        RequestedServiceTier = e.RequestedServiceTier,
        ServedServiceTier = e.ServedServiceTier,
        ToolCalls = e.ToolCalls,
        HostedToolCalls = e.HostedTools.Values.Sum() == e.HostedToolCalls ? 0 : e.HostedToolCalls,
        HostedTools = HostedToolList.Of(e.HostedTools),
        Times = FigureList.OfTimes(e.Duration, e.TimeToFirstToken, e.TimeToFirstAnswer, e.TimePerOutputToken, e.LongestStall),
        Chunks = e.Chunks,
        Attempts = e.Attempts == 1 ? null : e.Attempts,
        RetryNumber = e.RetryNumber,
        Sizes = FigureList.Of(e.PromptCharacters, e.RequestBytes, e.ResponseCharacters, e.ResponseBytes),
        Strategy = e.Strategy,
        StrategyReason = e.StrategyReason,
        Capacity = e.Capacity,
        Custom = e.Custom.Count > 0 ? e.Custom : null,
        Cost = e.Cost,
        Currency = e.Currency,
        Price = PriceLine.Of(e),
        SamplingRate = e.SamplingRate < 1 ? e.SamplingRate : null,
        Content = ContentLine.Of(e.Content),
        Decisions = e.Decisions,
    };

    /// <summary>The event; null where the line has no time, and so is none of ours.</summary>
    public static LlmEvent? Read(EventLine line)
    {
        if (line.Timestamp is not { } timestamp)
        {
            return null;
        }

        LlmEvent e = new()
        {
            Id = line.Id ?? Guid.Empty,
            Timestamp = timestamp,
            TraceId = line.TraceId,
            SpanId = line.SpanId,
            ScopeId = line.ScopeId,
            Call = line.Call?.ToCall(),
            ClientName = line.ClientName ?? "",
            Provider = line.Provider ?? "",
            Operation = line.Operation ?? "",
            WireFormat = line.WireFormat ?? "",
            ServerAddress = line.ServerAddress ?? "",
            ServerPort = line.ServerPort ?? UsualPort,
            RequestModel = line.RequestModel,
            ResponseModel = line.ResponseModel,
            ResponseId = line.ResponseId,
            FinishReasons = [.. line.FinishReasons?.OfType<string>() ?? []],
            Outcome = line.Outcome ?? "",
            ErrorType = line.ErrorType,
            ProviderErrorCode = line.ProviderErrorCode,
            ProviderErrorType = line.ProviderErrorType,
            ErrorMessage = line.ErrorMessage,
            StatusCode = line.StatusCode,
            StreamRequested = line.StreamRequested,
            Streamed = line.Streamed,
            Tokens = TokenFigures.Read(line.Tokens),
            TokenSource = line.TokenSource,
            Fallback = line.Fallback,
            FallbackReason = line.FallbackReason,
            Anomalies = [.. line.Anomalies?.OfType<string>() ?? []],
            UsageMissing = line.UsageMissing,
            UsagePending = line.UsagePending,
            ConstantTags = line.ConstantTags ?? System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty,
            PriceMissing = line.PriceMissing,
            RequestedServiceTier = line.RequestedServiceTier,
            ServedServiceTier = line.ServedServiceTier,
            ToolCalls = line.ToolCalls,
            HostedToolCalls = line.HostedToolCalls == 0 ? HostedToolList.Sum(line.HostedTools) : line.HostedToolCalls,
            HostedTools = HostedToolList.Read(line.HostedTools),
            Duration = FigureList.Time(line.Times, 0) ?? TimeSpan.Zero,
            TimeToFirstToken = FigureList.Time(line.Times, 1),
            TimeToFirstAnswer = FigureList.Time(line.Times, 2),
            TimePerOutputToken = FigureList.Time(line.Times, 3),
            LongestStall = FigureList.Time(line.Times, 4),
            Chunks = line.Chunks,
            Attempts = line.Attempts ?? 1,
            RetryNumber = line.RetryNumber,
            PromptCharacters = FigureList.Figure(line.Sizes, 0) ?? 0,
            RequestBytes = FigureList.Figure(line.Sizes, 1) ?? 0,
            ResponseCharacters = FigureList.Figure(line.Sizes, 2) ?? 0,
            ResponseBytes = FigureList.Figure(line.Sizes, 3) ?? 0,
            Strategy = line.Strategy,
            StrategyReason = line.StrategyReason,
            Capacity = line.Capacity,
            Cost = line.Cost,
            Currency = line.Currency,
            SamplingRate = line.SamplingRate ?? 1,
            Content = line.Content?.ToContent(),
            Decisions = line.Decisions,
        };
        line.OwnCount?.AddTo(e);
        line.Price?.AddTo(e);
        foreach (var (strategy, reason) in line.StrategyFallbacks ?? NoFallbacks)
        {
            e.AddStrategyFallback(strategy, reason);
        }

        foreach (var (name, value) in line.Custom ?? NoValues)
        {
            e.Custom[name] = value;
        }

        return e;
    }
}
