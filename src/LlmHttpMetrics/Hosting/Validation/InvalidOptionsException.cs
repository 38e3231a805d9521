using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Hosting.Validation;

/// <summary>Reports invalid options with one error per line. The framework's exception puts all errors on one line.</summary>
internal sealed class InvalidOptionsException(string name, Type type, IReadOnlyCollection<string> errors) : OptionsValidationException(name, type, errors)
{
    public override string Message
    {
        get
        {
            var lines = Failures.Select(error => $"{Environment.NewLine}  {error}");
            return $"LlmHttpMetrics {(errors.Count == 1 ? "has an invalid setting" : $"has {errors.Count} invalid settings")}:{string.Concat(lines)}";
        }
    }

    /// <summary>Throws if there are errors.</summary>
    /// <param name="name">The name of the options.</param>
    /// <param name="errors">The errors.</param>
    /// <typeparam name="T">The type of the options.</typeparam>
    public static void ThrowIfAny<T>(string? name, IReadOnlyCollection<string> errors)
    {
        if (errors.Count > 0)
        {
            throw new InvalidOptionsException(name ?? "", typeof(T), errors);
        }
    }
}
