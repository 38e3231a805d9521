using System.Text.Json;
using LlmHttpMetrics.Vocabulary;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Events.Lines.VersionOne;

/// <summary>Reads lines of version 1, which had short names, and lists whose items were identified by their position.</summary>
internal static class VersionOneLine
{
    private const int DefaultPort = 443;

    private static readonly string[] ToolNames = [.. HostedToolNames.All];

    private static readonly string[] AmountNames = [.. new[] { CapacityUnits.Input, CapacityUnits.Output }.SelectMany(
        _ => new[] { CapacityUnits.Characters, CapacityUnits.Words, CapacityUnits.Bytes, CapacityUnits.Lines },
        (direction, unit) => $"{direction}.{unit}")];

    /// <returns>The event; null if the line has no time, and is therefore not the line of an event.</returns>
    /// <exception cref="JsonException">The line is not a JSON object, or a value has the wrong type.</exception>
    public static LlmEvent? Read(ReadOnlySpan<byte> utf8)
    {
        Utf8JsonReader reader = new(utf8);
        using var document = JsonDocument.ParseValue(ref reader);
        OldObject line = new(document.RootElement);
        try
        {
            return line.Time("t") is { } timestamp ? Read(line, timestamp) : null;
        }
        catch (InvalidOperationException)
        {
            throw new JsonException("A text is not valid Unicode.");
        }
    }

    private static LlmEvent Read(OldObject line, DateTimeOffset timestamp)
    {
        var (times, sizes, tools) = (line.Numbers("ms"), line.Figures("sz"), line.Figures("ht"));
        LlmEvent e = new()
        {
            Id = OldIds.Read(line.Text("id")) ?? Guid.Empty,
            Timestamp = timestamp,
            TraceId = line.Text("tr"),
            SpanId = line.Text("sp"),
            ScopeId = line.Text("sc") is { } scope ? OldIds.ReadScope(scope) : null,
            Call = line.Object("by") is { } call ? Call(call) : null,
            ClientName = line.Text("c") ?? "",
            Provider = line.Text("p") ?? "",
            Operation = line.Text("op") ?? "",
            WireFormat = line.Text("f") ?? "",
            ServerAddress = line.Text("h") ?? "",
            ServerPort = line.Integer("hp") ?? DefaultPort,
            RequestModel = line.Text("m"),
            ResponseModel = line.Text("rm"),
            ResponseId = line.Text("ri"),
            FinishReasons = line.Texts("fin"),
            Outcome = line.Text("o") ?? "",
            ErrorType = line.Text("e"),
            ProviderErrorCode = line.Text("ec"),
            ProviderErrorType = line.Text("et"),
            ErrorMessage = line.Text("em"),
            StatusCode = line.Integer("st"),
            StreamRequested = line.Boolean("sa"),
            Streamed = line.Boolean("s"),
            Tokens = Tokens(line.Figures("tok")),
            TokenSource = line.Text("tb"),
            Fallback = line.Text("fb"),
            FallbackReason = line.Text("fr"),
            Anomalies = line.Texts("an"),
            UsageMissing = line.Boolean("nu"),
            UsagePending = line.Boolean("usage_pending"),
            PriceMissing = line.Boolean("price_missing"),
            ConstantTags = line.TextsByName("constant_tags") ?? new Dictionary<string, string>(),
            RequestedServiceTier = line.Text("qa"),
            ServedServiceTier = line.Text("q"),
            ToolCalls = line.Integer("fc") ?? 0,
            HostedToolCalls = line.Integer("hc") ?? (int)Math.Clamp(tools?.Sum() ?? 0, 0, int.MaxValue),
            HostedTools = Tools(tools),
            Duration = Duration(times, 0) ?? TimeSpan.Zero,
            TimeToFirstToken = Duration(times, 1),
            TimeToFirstAnswer = Duration(times, 2),
            TimePerOutputToken = Duration(times, 3),
            LongestStall = Duration(times, 4),
            Chunks = line.Integer("ch") ?? 0,
            Attempts = line.Integer("n") ?? 1,
            RetryNumber = line.Integer("rn"),
            PromptCharacters = At(sizes, 0) ?? 0,
            RequestBytes = At(sizes, 1) ?? 0,
            ResponseCharacters = At(sizes, 2) ?? 0,
            ResponseBytes = At(sizes, 3) ?? 0,
            Strategy = line.Text("sy"),
            StrategyReason = line.Text("sr"),
            Capacity = Amounts(line),
            Cost = line.Amount("cost"),
            Currency = line.Text("cur"),
            SamplingRate = line.Number("rate") ?? 1,
            Content = line.Object("text") is { } text ? Content(text) : null,
            Decisions = line.Object("why") is { } decisions ? Decisions(decisions) : null,
        };
        AddCount(e, line.Object("own"));
        OldPrice.AddTo(e, line.Object("pr"));
        e.StrategyFallbacks = line.TextsByName("sf") ?? new Dictionary<string, string>();
        e.Custom = line.Values("x") ?? new Dictionary<string, object?>();
        return e;
    }

    private static LlmCallInfo Call(OldObject call) => new()
    {
        OperationName = call.Text("op"),
        SessionId = call.Text("s"),
        UserId = call.Text("u"),
        Feature = call.Text("f"),
        PromptVersion = call.Text("pv"),
        Experiment = call.Text("e"),
        Variant = call.Text("v"),
        Strategy = call.Text("sy"),
        Tokenizer = call.Text("tz"),
        Model = call.Text("m"),
        Tags = call.TextsByName("t") ?? new Dictionary<string, string>(),
    };

    private static LlmTokens Tokens(long?[]? figures) => new()
    {
        Input = At(figures, 0),
        Output = At(figures, 1),
        Total = At(figures, 2),
        CachedInput = At(figures, 3),
        Reasoning = At(figures, 4),
        InputAudio = At(figures, 5),
        OutputAudio = At(figures, 6),
        AcceptedPrediction = At(figures, 7),
        RejectedPrediction = At(figures, 8),
        CacheWrite = At(figures, 9),
        CacheWrite5Minutes = At(figures, 10),
        CacheWrite1Hour = At(figures, 11),
        ToolUseInput = At(figures, 12),
        InputImage = At(figures, 13),
        OutputImage = At(figures, 14),
    };

    private static LlmContent Content(OldObject text) => new() { Input = text.Texts("i"), Output = text.Texts("o"), IsCut = text.Boolean("cut") };

    private static LlmDecisions Decisions(OldObject decisions) => new()
    {
        RecognizedBy = decisions.Text("recognizedBy"),
        ModelFrom = decisions.Text("modelFrom"),
        Framing = decisions.Text("framing"),
        Usage = decisions.Text("usage"),
        Timing = decisions.Text("timing"),
        Price = decisions.Text("price"),
    };

    private static void AddCount(LlmEvent e, OldObject? own)
    {
        if (own is not { } count)
        {
            return;
        }

        e.Tokenizer = count.Text("z");
        e.TokenizerVersion = count.Text("v");
        e.TokenMethod = count.Text("m");
        e.TokenConfidence = count.Number("c");
        e.OutputTokenSource = count.Text("o");
        e.OutputTokenConfidence = count.Number("oc");
        e.LocalTokens = count.Figures("t") is { } figures ? Tokens(figures) : null;
    }

    /// <summary>The calls by name; a position that is unknown counts as another tool.</summary>
    private static Dictionary<string, long> Tools(long?[]? list)
    {
        Dictionary<string, long> calls = [];
        for (var i = 0; i < list?.Length; i++)
        {
            if (list[i] is { } count)
            {
                var name = i < ToolNames.Length ? ToolNames[i] : LlmHostedTools.Other;
                calls[name] = calls.GetValueOrDefault(name) + count;
            }
        }

        return calls;
    }

    /// <summary>A list in the order of <see cref="AmountNames"/>, or an object by name.</summary>
    private static Dictionary<string, double>? Amounts(OldObject line)
    {
        if (!line.IsList("cap"))
        {
            return line.Object("cap")?.Members(OldObject.Number);
        }

        Dictionary<string, double> amounts = [];
        var list = line.Numbers("cap")!;
        for (var i = 0; i < Math.Min(list.Length, AmountNames.Length); i++)
        {
            if (list[i] is { } amount)
            {
                amounts[AmountNames[i]] = amount;
            }
        }

        return amounts;
    }

    private static TimeSpan? Duration(double?[]? times, int at) =>
        times is not null && at < times.Length && times[at] is { } time ? MillisecondsConverter.FromMilliseconds(time) : null;

    private static long? At(long?[]? figures, int at) => figures is not null && at < figures.Length ? figures[at] : null;
}
