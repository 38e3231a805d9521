using System.Text.Json;

namespace LlmHttpMetrics.MockProviders.Serving;

/// <summary>A generated embedding with a length of about one, the same for the same position in the answer.</summary>
internal static class EmbeddingVector
{
    private const int DefaultDimensions = 16;
    private const int MaxDimensions = 65_536;

    public static float[] Of(ReplyPlan plan, int index)
    {
        var dimensions = Math.Clamp(plan.Reply.EmbeddingDimensions ?? plan.Request.Facts.Dimensions ?? DefaultDimensions, 1, MaxDimensions);
        return [.. Enumerable.Range(0, dimensions).Select(i => MathF.Sin((index * 31) + i + 1) / MathF.Sqrt(dimensions))];
    }

    public static void Write(Utf8JsonWriter w, ReplyPlan plan, int index)
    {
        foreach (var value in Of(plan, index))
        {
            w.WriteNumberValue(value);
        }
    }
}
