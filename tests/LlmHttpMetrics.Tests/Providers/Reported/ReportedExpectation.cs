using System.Globalization;
using System.Text.Json;

namespace LlmHttpMetrics.Tests.Providers.Reported;

/// <summary>Compares what was measured with what a case expects.</summary>
internal static class ReportedExpectation
{
    private const decimal CostTolerance = 0.005m;
    private const string Tools = "tools.";

    private static readonly Dictionary<string, Func<WireResult, object?>> Figures = new(StringComparer.Ordinal)
    {
        ["provider"] = result => result.Event.Provider,
        ["operation"] = result => result.Event.Operation,
        ["request_model"] = result => result.Event.RequestModel,
        ["response_model"] = result => result.Event.ResponseModel,
        ["outcome"] = result => result.Event.Outcome,
        ["error_type"] = result => result.Event.ErrorType,
        ["tier"] = result => result.Event.ServedServiceTier,
        ["chunks"] = result => result.Event.Chunks,
        ["input"] = result => result.Event.Tokens.Input,
        ["output"] = result => result.Event.Tokens.Output,
        ["cached"] = result => result.Event.Tokens.CachedInput,
        ["cache_write"] = result => result.Event.Tokens.CacheWrite,
        ["cache_write_5m"] = result => result.Event.Tokens.CacheWrite5Minutes,
        ["cache_write_1h"] = result => result.Event.Tokens.CacheWrite1Hour,
        ["reasoning"] = result => result.Event.Tokens.Reasoning,
        ["tool_use_input"] = result => result.Event.Tokens.ToolUseInput,
        ["input_audio"] = result => result.Event.Tokens.InputAudio,
        ["input_image"] = result => result.Event.Tokens.InputImage,
        ["output_audio"] = result => result.Event.Tokens.OutputAudio,
        ["output_image"] = result => result.Event.Tokens.OutputImage,
        ["tool_calls"] = result => result.Event.ToolCalls,
        ["hosted_tool_calls"] = result => result.Event.HostedToolCalls,
        ["cost_tools"] = result => result.Event.CostParts?.Tools is { } fees ? fees.ToString("0.############", CultureInfo.InvariantCulture) : null,
        ["cost_source"] = result => result.Event.CostSource,
        ["cost_doubts"] = result => string.Join(',', result.Event.CostDoubts),
        ["cost_confidence"] = result => result.Event.CostConfidence,
        ["finish_reasons"] = result => string.Join(',', result.Event.FinishReasons),
        ["usage_missing"] = result => result.Event.UsageMissing,
    };

    /// <summary>What differs, a line each.</summary>
    public static IEnumerable<string> Differences(ReportedCase reported, WireResult result)
    {
        foreach (var (name, expected) in reported.Expect)
        {
            var difference = name switch
            {
                "cost" => OfCost(result, expected),
                "cost_confidence_below" =>
                    result.Event.CostConfidence is { } confidence && confidence >= expected.GetDouble() ? $"cost confidence {confidence}" : null,
                "gauge" => OfGauges(result, expected),
                _ when name.EndsWith("_not", StringComparison.Ordinal) =>
                    Figure(result, name[..^"_not".Length]) is var figure && figure == Text(expected) ? $"is {figure}" : null,
                _ => Figure(result, name) is var figure && figure != Text(expected) ? $"is {figure ?? "nothing"}" : null,
            };
            if (difference is not null)
            {
                yield return $"{name}: {difference}, expected {expected.GetRawText()}";
            }
        }
    }

    private static string? OfCost(WireResult result, JsonElement expected)
    {
        var cost = result.Event.Cost;
        if (expected.ValueKind == JsonValueKind.Null)
        {
            return cost is null ? null : $"is {cost}";
        }

        var wanted = expected.GetDecimal();
        return cost is { } amount && Math.Abs(amount - wanted) <= wanted * CostTolerance
            ? null
            : $"is {cost?.ToString(CultureInfo.InvariantCulture) ?? "nothing"}";
    }

    private static string? OfGauges(WireResult result, JsonElement expected)
    {
        var differences = expected.EnumerateObject()
            .Where(gauge => Gauge(result, gauge.Name) != gauge.Value.GetDouble())
            .Select(gauge => $"{gauge.Name} is {Gauge(result, gauge.Name)}");
        return string.Join(", ", differences) is { Length: > 0 } told ? told : null;
    }

    private static double? Gauge(WireResult result, string kind) => result.Measurements
        .LastOrDefault(
            measurement => measurement.Instrument == LlmInstrumentNames.RateLimitRemaining && measurement.Has((LlmTagNames.RateLimitKind, kind)))?.Value;

    private static string? Figure(WireResult result, string name) =>
        name.StartsWith(Tools, StringComparison.Ordinal) ? Calls(result, name[Tools.Length..]) :
        Figures.TryGetValue(name, out var of)
            ? Convert.ToString(of(result), CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null
            : throw new ArgumentException($"Nothing is known as '{name}'.");

    private static string? Calls(WireResult result, string tool) =>
        result.Event.HostedTools.TryGetValue(tool, out var calls) ? calls.ToString(CultureInfo.InvariantCulture) : null;

    private static string? Text(JsonElement expected) => expected.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => bool.TrueString,
        JsonValueKind.False => bool.FalseString,
        JsonValueKind.String => expected.GetString(),
        _ => expected.GetRawText(),
    };
}
