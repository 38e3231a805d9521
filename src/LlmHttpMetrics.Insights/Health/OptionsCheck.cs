using LlmHttpMetrics.HealthChecks;
using System.Globalization;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Insights.Health;

/// <summary>Reports all errors in the options at once, each with the setting, its value and the allowed values.</summary>
internal static class OptionsCheck
{
    private const int MostCalls = 1_000_000;

    public static void ThrowIfInvalid(string name, LlmProviderHealthCheckOptions options)
    {
        List<string> errors = [];
        CheckShare(errors, nameof(options.DegradedBelow), options.DegradedBelow);
        CheckShare(errors, nameof(options.UnhealthyBelow), options.UnhealthyBelow);
        if (options.DegradedBelow < options.UnhealthyBelow)
        {
            errors.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{nameof(options.DegradedBelow)} is {options.DegradedBelow}; it must not be less than {nameof(options.UnhealthyBelow)}, which "
                    + $"is {options.UnhealthyBelow}."));
        }

        if (options.MinimumCalls is < 1 or > MostCalls)
        {
            errors.Add($"{nameof(options.MinimumCalls)} is {options.MinimumCalls}; allowed is 1 to {MostCalls}.");
        }

        for (var i = 0; i < options.Providers.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(options.Providers[i]))
            {
                errors.Add($"{nameof(options.Providers)}[{i}] is empty; a name is required.");
            }
        }

        if (errors.Count > 0)
        {
            throw new OptionsValidationException(name, typeof(LlmProviderHealthCheckOptions), errors);
        }
    }

    private static void CheckShare(List<string> errors, string name, double value)
    {
        if (!(value is >= 0 and <= 1))
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; allowed is 0 to 1."));
        }
    }
}
