using LlmHttpMetrics.CustomProviders;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Custom;

/// <summary>The finish reasons of a custom endpoint, each with the outcome that it means.</summary>
internal static class FinishReasonTable
{
    private static readonly Dictionary<string, FinishKind> FinishKinds = new(StringComparer.Ordinal)
    {
        [LlmOutcomes.Error] = FinishKind.Error,
        [LlmOutcomes.ContentFilter] = FinishKind.ContentFilter,
        [LlmOutcomes.Length] = FinishKind.Length,
        [LlmOutcomes.Completed] = FinishKind.Other,
    };

    public static void Check(CustomEndpoint endpoint, SettingName name, List<string> errors)
    {
        foreach (var (reason, outcome) in endpoint.FinishReasons)
        {
            if (outcome is null || !FinishKinds.ContainsKey(outcome))
            {
                errors.Add($"{name.Member(reason)} is '{outcome}'; allowed are {string.Join(", ", FinishKinds.Keys)}.");
            }
        }
    }

    public static (string, FinishKind)[] Of(CustomEndpoint endpoint) =>
        [.. endpoint.FinishReasons.Select(reason => (reason.Key, FinishKinds[reason.Value]))];
}
