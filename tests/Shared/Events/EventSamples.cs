namespace LlmHttpMetrics.TestUtilities;

/// <summary>Events to write: one with everything in it, and any number as a service makes them.</summary>
public static class EventSamples
{
    private const string Base62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Kind[] Kinds =
    [
        new(
            "openai",
            "openai.chat",
            "api.openai.com",
            "gpt-5-mini",
            "gpt-5-mini-2025-08-07",
            "chatcmpl-",
            29,
            "stop",
            "default",
            0.25m,
            0.025m,
            2m,
            "https://developers.openai.com/api/docs/pricing"),
        new(
            "openai",
            "openai.responses",
            "api.openai.com",
            "gpt-4.1",
            "gpt-4.1-2025-04-14",
            "resp_",
            48,
            "completed",
            "default",
            2m,
            0.5m,
            8m,
            "https://developers.openai.com/api/docs/pricing"),
        new(
            "anthropic",
            "anthropic.messages",
            "api.anthropic.com",
            "claude-sonnet-4-5",
            "claude-sonnet-4-5-20250929",
            "msg_01",
            22,
            "end_turn",
            "standard",
            3m,
            0.3m,
            15m,
            "https://platform.claude.com/docs/en/about-claude/pricing"),
        new(
            "gcp.gemini",
            "gemini.generate_content",
            "generativelanguage.googleapis.com",
            "gemini-2.5-flash",
            "gemini-2.5-flash",
            "",
            22,
            "STOP",
            null,
            0.3m,
            0.03m,
            2.5m,
            "https://ai.google.dev/gemini-api/docs/pricing"),
        new(
            "openai",
            "openai.embeddings",
            "api.openai.com",
            "text-embedding-3-small",
            "text-embedding-3-small",
            null,
            0,
            null,
            null,
            0.02m,
            0.02m,
            0m,
            "https://developers.openai.com/api/docs/pricing"),
    ];

    /// <summary>
    /// All that one call can have, at lengths that occur: its usage came and was compared with a count of ours, its scope says everything, it was
    /// priced by the table of the package. Without texts and decisions, which an option has to ask for.
    /// </summary>
    public static LlmEvent Full()
    {
        LlmEvent e = new()
        {
            Id = new Guid("3f2b8c1e-94d7-4a60-b1f5-7c8e2d903a46"),
            Timestamp = Start.AddMilliseconds(123),
            TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
            SpanId = "00f067aa0ba902b7",
            ScopeId = "9d3c1f7ab2e84c56a1b09e8d7c6f5a43",
            Call = new LlmCallInfo
            {
                OperationName = "summarize", SessionId = "session-4711", UserId = "user-815", Feature = "invoices",
                FeatureVersion = "2.4", PromptVersion = "7", Experiment = "brief", Variant = "b",
                Strategy = "hybrid", Tokenizer = "o200k_base", Model = "gpt-5-mini", Tags = new Dictionary<string, string> { ["team"] = "billing" },
            },
            ClientName = "llm",
            Provider = "openai",
            Operation = "chat",
            WireFormat = "openai.chat",
            ServerAddress = "api.openai.com",
            ServerPort = 443,
            RequestModel = "gpt-5-mini",
            ResponseModel = "gpt-5-mini-2025-08-07",
            ResponseId = "chatcmpl-CGk0yU3Y9vK2tq8DqZ4mJ1xWb7RsE",
            FinishReasons = ["length", "tool_calls"],
            Outcome = LlmOutcomes.Length,
            StatusCode = 200,
            StreamRequested = true,
            Streamed = true,
            Tokens = new LlmTokens
            {
                Input = 12_345, Output = 2_345, Total = 14_690, CachedInput = 10_240, Reasoning = 1_088, InputAudio = 128, OutputAudio = 256,
                AcceptedPrediction = 32, RejectedPrediction = 16,
            },
            TokenSource = "provider",
            Tokenizer = "o200k_base",
            TokenizerVersion = "1.0",
            TokenMethod = LlmTokenMethods.Formula,
            TokenConfidence = 0.99,
            LocalTokens = new LlmTokens { Input = 12_301, Output = 2_340 },
            Anomalies = [LlmAnomalies.FarFromProvider],
            RequestedServiceTier = "auto",
            ServedServiceTier = "default",
            ToolCalls = 2,
            HostedToolCalls = 1,
            HostedTools = new Dictionary<string, long> { [LlmHostedTools.WebSearch] = 1 },
            Duration = TimeSpan.FromMicroseconds(8_412_345),
            TimeToFirstToken = TimeSpan.FromMicroseconds(612_345),
            TimeToFirstAnswer = TimeSpan.FromMicroseconds(1_612_345),
            TimePerOutputToken = TimeSpan.FromMicroseconds(12_345),
            LongestStall = TimeSpan.FromMicroseconds(412_345),
            Chunks = 312,
            Attempts = 3,
            Endpoint = "eu-west",
            CircuitState = "half_open",
            RetryNumber = 2,
            PromptCharacters = 48_211,
            RequestBytes = 51_734,
            ResponseCharacters = 5_310,
            ResponseBytes = 92_417,
            Strategy = LlmStrategies.Hybrid,
            StrategyReason = "scope",
            Capacity = new Dictionary<string, double>
            {
                ["input.characters"] = 48_211,
                ["input.words"] = 7_911,
                ["input.bytes"] = 49_014,
                ["input.lines"] = 312,
                ["output.characters"] = 5_310,
                ["output.words"] = 871,
                ["output.bytes"] = 5_377,
                ["output.lines"] = 44
            },
            Cost = 0.00548825m,
            Currency = "USD",
            CostSource = "table",
            CostMethod = LlmCostMethods.TokenBased,
            CostConfidence = 0.9,
            CostDoubts = [LlmCostDoubts.UncertainTokens],
            PriceTable = "embedded 2026-09-22",
            PriceSource = "https://developers.openai.com/api/docs/pricing",
            CostParts = new LlmCostParts { Input = 0.00054225m, Output = 0.00469m, CacheRead = 0.000256m },
            SamplingRate = 0.25,
            Custom = { ["tenant"] = "acme" },
        };
        e.AddStrategyFallback("reading", "strategy_failed");
        return e;
    }

    /// <summary>What <see cref="Full"/> cannot have besides: an error, a count by the provider and its fallback, and what options ask for.</summary>
    public static LlmEvent Failed() => new()
    {
        Id = new Guid("5e8d0f6a-1b2c-4d3e-9f40-a1b2c3d4e5f6"),
        Timestamp = Start,
        ClientName = "",
        Provider = "azure.ai.openai",
        Operation = "chat",
        WireFormat = "openai.chat",
        ServerAddress = "gateway",
        ServerPort = 8443,
        Outcome = LlmOutcomes.Error,
        ErrorType = "rate_limit_exceeded",
        ProviderErrorCode = "rate_limit_exceeded",
        ProviderErrorType = "requests",
        ErrorMessage = "Rate limit reached.",
        Tokens = new LlmTokens
        {
            Input = 12,
            Output = 3,
            CacheWrite = 1_536,
            CacheWrite5Minutes = 1_024,
            CacheWrite1Hour = 512,
            ToolUseInput = 64,
            InputImage = 765,
            OutputImage = 1_024
        },
        LocalTokens = new LlmTokens
        {
            Input = 1, Output = 2, Total = 3, CachedInput = 4, CacheWrite = 5, Reasoning = 6, CacheWrite5Minutes = 7, CacheWrite1Hour = 8,
            ToolUseInput = 9, InputAudio = 10, InputImage = 11, OutputAudio = 12,
            OutputImage = 13, AcceptedPrediction = 14, RejectedPrediction = 15,
        },
        TokenSource = "count_api",
        OutputTokenSource = "estimate",
        OutputTokenConfidence = 0.8,
        Fallback = "estimate",
        FallbackReason = "text_too_long",
        UsageMissing = true,
        UsagePending = true,
        ConstantTags = new Dictionary<string, string> { ["region"] = "eu" },
        PriceMissing = true,
        Duration = TimeSpan.FromMilliseconds(1),
        Attempts = 1,
        Cost = 0.0171147929m,
        Currency = "RUB",
        CostSource = "provider",
        CostMethod = LlmCostMethods.Reported,
        CostParts = new LlmCostParts { CacheWrite = 0.0005m, Request = 0.005m, Characters = 0.0016147929m, Tools = 0.01m },
        Content = new LlmContent { Input = ["Which model answers sooner?", "Ölpreis 😀"], Output = ["That one."], IsCut = true },
        Decisions = new LlmDecisions { RecognizedBy = "host", ModelFrom = "payload", Framing = "sse", Usage = "reported", Timing = "stream", Price = "table" },
    };

    /// <summary>Events as a service makes them: a few models, traced, by sessions of some calls, nearly all of them whole.</summary>
    public static IEnumerable<LlmEvent> Realistic(int count, int seed)
    {
        Random random = new(seed);
        var time = Start;
        var sessions = Enumerable.Range(0, 20).Select(_ => Text(random, 12)).ToArray();
        for (var i = 0; i < count; i++)
        {
            time += TimeSpan.FromMicroseconds(random.Next(2_000_000));
            var slot = random.Next(sessions.Length);
            if (random.Next(6) == 0)
            {
                sessions[slot] = Text(random, 12);
            }

            yield return Create(random, time, sessions[slot], Kinds[random.Next(Kinds.Length)]);
        }
    }

    private static LlmEvent Create(Random random, DateTimeOffset time, string session, Kind kind)
    {
        var fails = random.Next(50) == 0;
        var streamed = kind.Finish is not null && random.Next(2) == 0 && !fails;
        var duration = TimeSpan.FromMicroseconds((long)(400_000 * Math.Exp(2 * random.NextDouble())));
        var (input, output) = (random.Next(50, 9_000), random.Next(5, 900));
        var tokens = fails ? new LlmTokens() : Tokens(kind, input, output, random.Next(3) == 0 ? input / 128 * 128 : 0);
        var parts = fails ? null : Cost(kind, tokens);
        return new LlmEvent
        {
            Id = NewGuid(random),
            Timestamp = time,
            TraceId = NewGuid(random).ToString("n"),
            SpanId = NewGuid(random).ToString("n")[..16],
            ClientName = "llm",
            Call = new LlmCallInfo { SessionId = session, Feature = kind.Finish is null ? "search" : "chat" },
            Provider = kind.Provider,
            Operation = kind.Finish is null ? "embeddings" : "chat",
            WireFormat = kind.Format,
            ServerAddress = kind.Host,
            ServerPort = 443,
            RequestModel = kind.Model,
            ResponseModel = fails ? null : kind.Answered,
            ResponseId = fails || kind.IdStart is null ? null : kind.IdStart + Text(random, kind.IdLength),
            FinishReasons = fails || kind.Finish is null ? [] : [kind.Finish],
            Outcome = fails ? LlmOutcomes.Error : LlmOutcomes.Completed,
            ErrorType = fails ? "rate_limit_exceeded" : null,
            StatusCode = fails ? 429 : 200,
            StreamRequested = streamed,
            Streamed = streamed,
            Tokens = tokens,
            TokenSource = fails ? null : "provider",
            ServedServiceTier = fails ? null : kind.Tier,
            Duration = duration,
            TimeToFirstToken = streamed ? duration * 0.3 : null,
            TimeToFirstAnswer = streamed ? duration * 0.3 : null,
            TimePerOutputToken = streamed ? duration * 0.7 / output : null,
            LongestStall = streamed ? duration * 0.1 : null,
            Chunks = streamed ? output : 0,
            Attempts = 1,
            PromptCharacters = input * 4,
            RequestBytes = (input * 4) + random.Next(80, 400),
            ResponseCharacters = output * 4,
            ResponseBytes = (output * 4) + random.Next(500, 900),
            Strategy = LlmStrategies.Auto,
            StrategyReason = "default",
            Cost = parts is null ? null : parts.Input + parts.CacheRead + parts.Output,
            Currency = fails ? null : "USD",
            CostSource = fails ? null : "table",
            CostMethod = fails ? null : LlmCostMethods.TokenBased,
            CostConfidence = fails ? null : 1,
            PriceTable = fails ? null : "embedded 2026-11-21",
            PriceSource = fails ? null : kind.PriceSource,
            CostParts = parts,
        };
    }

    /// <summary>As prices by the million make them.</summary>
    private static LlmCostParts Cost(Kind kind, LlmTokens tokens) => new()
    {
        Input = ((tokens.Input ?? 0) - (tokens.CachedInput ?? 0)) * kind.InputPrice / 1_000_000,
        CacheRead = (tokens.CachedInput ?? 0) * kind.CachedPrice / 1_000_000,
        Output = (tokens.Output ?? 0) * kind.OutputPrice / 1_000_000,
    };

    /// <summary>Those that each provider sends, its zeros included.</summary>
    private static LlmTokens Tokens(Kind kind, long input, long output, long cached) => kind.Format switch
    {
        "openai.chat" => new()
        {
            Input = input, Output = output, Total = input + output, CachedInput = cached, Reasoning = output / 64 * 64, InputAudio = 0,
            OutputAudio = 0, AcceptedPrediction = 0, RejectedPrediction = 0,
        },
        "openai.responses" => new() { Input = input, Output = output, Total = input + output, CachedInput = cached, Reasoning = 0 },
        "anthropic.messages" => new() { Input = input, Output = output, CachedInput = cached, CacheWrite = 0, CacheWrite5Minutes = 0, CacheWrite1Hour = 0 },
        "openai.embeddings" => new() { Input = input, Total = input },
        _ => new() { Input = input, Output = output, Total = input + output },
    };

    private static Guid NewGuid(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private static string Text(Random random, int length) => new([.. Enumerable.Range(0, length).Select(_ => Base62[random.Next(Base62.Length)])]);

    private sealed record Kind(
        string Provider,
        string Format,
        string Host,
        string Model,
        string Answered,
        string? IdStart,
        int IdLength,
        string? Finish,
        string? Tier,
            decimal InputPrice, decimal CachedPrice, decimal OutputPrice, string PriceSource);
}
