using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Prometheus;

/// <summary>Validates the options.</summary>
internal sealed class LlmPrometheusOptionsValidator : IValidateOptions<LlmPrometheusOptions>
{
    public const int MaxSeriesAllowed = 10_000_000;

    public ValidateOptionsResult Validate(string? name, LlmPrometheusOptions options) => Errors(options) is { Count: > 0 } errors
        ? ValidateOptionsResult.Fail(errors)
        : ValidateOptionsResult.Success;

    /// <exception cref="OptionsValidationException">The options are invalid; all errors are listed.</exception>
    public static void ThrowIfInvalid(LlmPrometheusOptions options)
    {
        if (Errors(options) is { Count: > 0 } errors)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(LlmPrometheusOptions), errors);
        }
    }

    private static List<string> Errors(LlmPrometheusOptions options)
    {
        List<string> errors = [];
        if (options.MaxSeries is < 1 or > MaxSeriesAllowed)
        {
            errors.Add($"{nameof(LlmPrometheusOptions)}.{nameof(options.MaxSeries)} is {options.MaxSeries}; it has to be from 1 to {MaxSeriesAllowed}.");
        }

        if (options.TimeProvider is null)
        {
            errors.Add($"{nameof(LlmPrometheusOptions)}.{nameof(options.TimeProvider)} is null; it has to be a clock.");
        }

        return errors;
    }
}
