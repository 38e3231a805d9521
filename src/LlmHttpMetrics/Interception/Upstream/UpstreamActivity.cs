using System.Diagnostics;
using LlmHttpMetrics.Telemetry;

namespace LlmHttpMetrics.Interception.Upstream;

/// <summary>Finds the activity of another instrumentation that traces the same call above this handler.</summary>
internal static class UpstreamActivity
{
    /// <summary>https://github.com/dotnet/extensions/blob/main/src/Libraries/Microsoft.Extensions.AI/OpenTelemetryConsts.cs.</summary>
    private const string MicrosoftExtensionsAi = "Experimental.Microsoft.Extensions.AI";

    /// <summary>One source and meter per client: https://github.com/openai/openai-dotnet/blob/main/docs/Observability.md.</summary>
    private const string OpenAiSdk = "OpenAI.";

    /// <summary>There are only a client's pipeline and a few handlers between that activity and this handler.</summary>
    private const int MaxDepth = 8;

    /// <summary>The nearest activity of another instrumentation that is a single call with this operation; null if there is none.</summary>
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
                // A call made by a tool is a call of its own.
                return null;
            }

            if (word is not null && UpstreamOperations.Covers(word, operation))
            {
                return current.IsStopped ? null : current;
            }
        }

        return null;
    }

    /// <summary>Whether the source has a meter of the same name with the convention's instruments.</summary>
    public static bool Measures(string source) => IsKnown(source) || UpstreamMeters.Has(source);

    /// <summary>
    /// The operation of an activity. An activity that is not recorded has it in its name only, in a format that only the known instrumentations
    /// follow.
    /// </summary>
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
