using System.Diagnostics;
using LlmHttpMetrics.Telemetry;

namespace LlmHttpMetrics.Interception.Upstream;

/// <summary>Finds the activity of whoever traces the same call above us.</summary>
internal static class Neighbour
{
    /// <summary>https://github.com/dotnet/extensions/blob/main/src/Libraries/Microsoft.Extensions.AI/OpenTelemetryConsts.cs.</summary>
    private const string MicrosoftExtensionsAi = "Experimental.Microsoft.Extensions.AI";

    /// <summary>One source and meter a client: https://github.com/openai/openai-dotnet/blob/main/docs/Observability.md.</summary>
    private const string OpenAiSdk = "OpenAI.";

    /// <summary>Between a neighbour and us stand a client's pipeline and a few handlers, not more.</summary>
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
            if (word == NeighbourOperations.ExecuteTool)
            {
                // What a tool calls is its own affair, whoever called the tool.
                return null;
            }

            if (word is not null && NeighbourOperations.Covers(word, operation))
            {
                return current.IsStopped ? null : current;
            }
        }

        return null;
    }

    /// <summary>The source is one whose owner has the standard's instruments under the same name.</summary>
    public static bool Measures(string source) => IsKnown(source) || NeighbourMeters.Has(source);

    /// <summary>What an activity says it is. One that is not recorded says it by its name alone, which only those we know keep to.</summary>
    private static string? OperationOf(Activity activity)
    {
        if (activity.GetTagItem(LlmTagNames.OperationName) is string operation)
        {
            return operation;
        }

        return IsKnown(activity.Source.Name) ? NeighbourOperations.OfName(activity.OperationName) : null;
    }

    private static bool IsKnown(string source) =>
        source == MicrosoftExtensionsAi || source.StartsWith(OpenAiSdk, StringComparison.Ordinal);
}
