namespace LlmHttpMetrics.TestUtilities;

/// <summary>Events to write: one with everything in it, and any number as a service makes them.</summary>
public static class EventSamples
{
    private const string Base62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>As the embedded table has it for most of the models of OpenAI.</summary>
    private const string PriceSource =
        "https://developers.openai.com/api/docs/pricing (Langfuse of 2026-08-22, genai-prices of 2026-08-21, LiteLLM of 2026-08-01, models.dev of 2026-07-02)";

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Kind[] Kinds =
    [
        new("openai", "openai.chat", "api.openai.com", "gpt-5-mini", "gpt-5-mini-2025-08-07", "chatcmpl-", 29, "stop", "default"),
        new("openai", "openai.responses", "api.openai.com", "gpt-4.1", "gpt-4.1-2025-04-14", "resp_", 48, "completed", "default"),
        new("anthropic", "anthropic.messages", "api.anthropic.com", "claude-sonnet-4-5", "claude-sonnet-4-5-20250929", "msg_01", 22, "end_turn", "standard"),
        new("gcp.gemini", "gemini.generate_content", "generativelanguage.googleapis.com", "gemini-2.5-flash", "gemini-2.5-flash", "", 22, "STOP", null),
        new("openai", "openai.embeddings", "api.openai.com", "text-embedding-3-small", "text-embedding-3-small", null, 0, null, null),
    ];

    /// <summary>Every property set, at lengths that occur; without texts and decisions, which an option has to ask for.</summary>
    /// <param name="errorMessage">The provider's message, which an option has to ask for.</param>
    public static LlmEvent Full(string? errorMessage = null)
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
                OperationName = "summarize", SessionId = "session-4711", UserId = "user-815", Feature = "invoices", PromptVersion = "7", Experiment = "brief", Variant = "b",
                Strategy = "hybrid", Tokenizer = "o200k_base", Model = "gpt-5-mini", Tags = new Dictionary<string, string> { ["team"] = "billing" },
            },
            ClientName = "llm",
            Provider = "openai",
            Operation = "chat",
            WireFormat = "openai.chat",
            ServerAddress = "api.openai.com",
            ServerPort = 8443,
            RequestModel = "gpt-5-mini",
            ResponseModel = "gpt-5-mini-2025-08-07",
            ResponseId = "chatcmpl-CGk0yU3Y9vK2tq8DqZ4mJ1xWb7RsE",
            FinishReasons = ["length", "tool_calls"],
            Outcome = LlmOutcomes.Error,
            ErrorType = "rate_limit_exceeded",
            ProviderErrorCode = "rate_limit_exceeded",
            ProviderErrorType = "requests",
            ErrorMessage = errorMessage,
            StatusCode = 429,
            StreamRequested = true,
            Streamed = true,
            Tokens = new LlmTokens
            {
                Input = 12_345, Output = 2_345, Total = 14_690, CachedInput = 10_240, CacheWrite = 1_536, CacheWrite5Minutes = 1_024, CacheWrite1Hour = 512, Reasoning = 1_088, ToolUseInput = 64,
                InputAudio = 128, InputImage = 765, OutputAudio = 256, OutputImage = 1_024, AcceptedPrediction = 32, RejectedPrediction = 16,
            },
            TokenSource = "tokenizer",
            Tokenizer = "o200k_base",
            TokenizerVersion = "1.0",
            TokenMethod = LlmTokenMethods.Formula,
            TokenConfidence = 0.99,
            LocalTokens = new LlmTokens { Input = 12_301, Output = 2_340 },
            OutputTokenSource = "estimate",
            OutputTokenConfidence = 0.8,
            Anomalies = [LlmAnomalies.FarFromProvider],
            Fallback = "estimate",
            FallbackReason = "text_too_long",
            UsageMissing = true,
            RequestedServiceTier = "auto",
            ServedServiceTier = "default",
            ToolCalls = 2,
            HostedToolCalls = 1,
            Duration = TimeSpan.FromMicroseconds(8_412_345),
            TimeToFirstToken = TimeSpan.FromMicroseconds(612_345),
            TimeToFirstAnswer = TimeSpan.FromMicroseconds(1_612_345),
            TimePerOutputToken = TimeSpan.FromMicroseconds(12_345),
            LongestStall = TimeSpan.FromMicroseconds(412_345),
            Chunks = 312,
            Attempts = 3,
            RetryNumber = 2,
            PromptCharacters = 48_211,
            RequestBytes = 51_734,
            ResponseCharacters = 5_310,
            ResponseBytes = 92_417,
            Strategy = "token,capacity",
            StrategyReason = "rule 2",
            Capacity = new Dictionary<string, double> { ["input.characters"] = 48_211, ["input.words"] = 7_911, ["input.bytes"] = 49_014, ["input.lines"] = 312, ["output.characters"] = 5_310, ["output.words"] = 871, ["output.bytes"] = 5_377, ["output.lines"] = 44 },
            Cost = 0.0123456789m,
            Currency = "USD",
            CostSource = "table",
            CostMethod = LlmCostMethods.TokenBased,
            CostConfidence = 0.9,
            PriceTable = "embedded 2026-09-22",
            PriceSource = PriceSource,
            CostParts = new LlmCostParts { Input = 0.00030775m, Output = 0.00469m, CacheRead = 0.000256m, CacheWrite = 0.0004769139m, Request = 0.005m, Characters = 0.0016147929m },
            SamplingRate = 0.25,
            Custom = { ["tenant"] = "acme" },
        };
        e.AddStrategyFallback("reading", "strategy_failed");
        return e;
    }

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
            Tokens = fails ? new LlmTokens() : Tokens(kind, input, output, random.Next(3) == 0 ? input / 128 * 128 : 0),
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
        };
    }

    /// <summary>Those that each provider sends, its zeros included.</summary>
    private static LlmTokens Tokens(Kind kind, long input, long output, long cached) => kind.Format switch
    {
        "openai.chat" => new()
        {
            Input = input, Output = output, Total = input + output, CachedInput = cached, Reasoning = output / 64 * 64, InputAudio = 0, OutputAudio = 0, AcceptedPrediction = 0, RejectedPrediction = 0,
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

    private sealed record Kind(string Provider, string Format, string Host, string Model, string Answered, string? IdStart, int IdLength, string? Finish, string? Tier);
}
