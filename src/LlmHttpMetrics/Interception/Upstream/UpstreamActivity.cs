using System.Diagnostics;
using LlmHttpMetrics.Telemetry;

namespace LlmHttpMetrics.Interception.Upstream;

/// <summary>Finds the activity of another instrumentation that traces the same call above us.</summary>
internal static class UpstreamActivity
{
    /// <summary>https://github.com/dotnet/extensions/blob/main/src/Libraries/Microsoft.Extensions.AI/OpenTelemetryConsts.cs.</summary>
    private const string MicrosoftExtensionsAi = "Experimental.Microsoft.Extensions.AI";

    /// <summary>One source and meter a client: https://github.com/openai/openai-dotnet/blob/main/docs/Observability.md.</summary>
    private const string OpenAiSdk = "OpenAI.";

    /// <summary>Between it and us stand a client's pipeline and a few handlers, not more.</summary>
    private const int MaxDepth = 8;

    /// <summary>The nearest activity of another instrumentation that is one call of this kind; null where there is none.</summary>
    public static Activity? Find(Activity? current, string operation)
    {
        for (var depth = 0; current is not null && depth < MaxDepth; depth++, current = current.Parent)
        {
            if (current.Kind is ActivityKind.Server or ActivityKind.Consumer || CallSources.Contains(current.Source))
            {
                return null;
            }

            var word = OperationOf(current);
            if (word == UpstreamOperations.ExecuteTool)
            {
                // What a tool calls is a call of its own.
                return null;
            }

            if (word is not null && UpstreamOperations.Covers(word, operation))
            {
                return current.IsStopped ? null : current;
            }
        }

        return null;
    }

    /// <summary>The source is one whose meter has the standard's instruments under the same name.</summary>
    public static bool Measures(string source) => IsKnown(source) || UpstreamMeters.Has(source);

    /// <summary>The operation of an activity. One that is not recorded has it in its name alone, by a form that only those we know keep to.</summary>
    private static string? OperationOf(Activity activity)
    {
        if (activity.GetTagItem(LlmTagNames.OperationName) is string operation)
        {
            return operation;
        }

        return IsKnown(activity.Source.Name) ? UpstreamOperations.OfName(activity.OperationName) : null;
    }

    private static bool IsKnown(string source) =>
        source == MicrosoftExtensionsAi || source.StartsWith(OpenAiSdk, StringComparison.Ordinal);
}
