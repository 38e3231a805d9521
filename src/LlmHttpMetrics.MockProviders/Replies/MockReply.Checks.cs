using System.Text.Json;

namespace LlmHttpMetrics.MockProviders;

public sealed partial record MockReply
{
    /// <summary>Refuses replies that no provider could send, when the test creates them and not when they are sent.</summary>
    internal static MockReply Checked(MockReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        NotNegative(reply);
        AtLeastOne(reply.ChunkCount, nameof(ChunkCount));
        AtLeastOne(reply.Choices, nameof(Choices));
        AtLeastOne(reply.EmbeddingDimensions, nameof(EmbeddingDimensions));
        NotAbove(reply.CachedTokens + reply.CacheWrite5mTokens + reply.CacheWrite1hTokens, reply.InputTokens, "cached and cache-write", "input");
        NotAbove(reply.ReasoningTokens ?? 0, reply.OutputTokens, "reasoning", "output");
        foreach (var call in reply.ToolCalls)
        {
            CheckArguments(call);
        }

        reply.Sse?.Validate();
        return reply;
    }

    private static void NotNegative(MockReply reply)
    {
        ReadOnlySpan<long> figures =
        [
            reply.InputTokens ?? 0, reply.OutputTokens ?? 0, reply.CachedTokens, reply.CacheWrite5mTokens, reply.CacheWrite1hTokens,
            reply.ReasoningTokens ?? 0, reply.AudioInputTokens, reply.AudioOutputTokens, reply.AcceptedPredictionTokens,
            reply.RejectedPredictionTokens, reply.DelayToHeaders.Ticks, reply.DelayToFirstToken.Ticks, reply.DelayBetweenTokens.Ticks,
        ];
        foreach (var figure in figures)
        {
            if (figure < 0)
            {
                throw new ArgumentException("Token figures and delays can't be negative.", nameof(reply));
            }
        }
    }

    private static void AtLeastOne(int? value, string name)
    {
        if (value < 1)
        {
            throw new ArgumentException($"{name} must be 1 or more.", name);
        }
    }

    private static void NotAbove(long part, long? whole, string partName, string wholeName)
    {
        if (part > whole)
        {
            throw new ArgumentException($"The {partName} tokens ({part}) are part of the {wholeName} tokens ({whole}) and can't exceed them.", wholeName);
        }
    }

    private static void CheckArguments(MockToolCall call)
    {
        try
        {
            using var document = JsonDocument.Parse(call.Arguments);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return;
            }
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"The arguments of {call.Name} are not valid JSON.", nameof(call), e);
        }

        throw new ArgumentException($"The arguments of {call.Name} are not a JSON object.", nameof(call));
    }
}
