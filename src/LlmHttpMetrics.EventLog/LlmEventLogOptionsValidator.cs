using LlmHttpMetrics.Hosting.Validation;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics;

/// <summary>
/// Checks the options of an event log and reports every error at once. Whether its folder can be written is found out when it begins, and stops
/// nobody.
/// </summary>
internal sealed class LlmEventLogOptionsValidator : IValidateOptions<LlmEventLogOptions>
{
    private const long LeastSize = 1024;
    private const long MostSize = 1L << 40;
    private const int MostFiles = 1_000_000;
    private const int MostPrefix = 64;

    private static readonly TimeSpan LeastAge = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostAge = TimeSpan.FromDays(366);

    public static void ThrowIfInvalid(LlmEventLogOptions options) =>
        InvalidOptionsException.ThrowIfAny<LlmEventLogOptions>(Options.DefaultName, Errors(options));

    public ValidateOptionsResult Validate(string? name, LlmEventLogOptions options)
    {
        InvalidOptionsException.ThrowIfAny<LlmEventLogOptions>(name, Errors(options));
        return ValidateOptionsResult.Success;
    }

    private static List<string> Errors(LlmEventLogOptions options)
    {
        List<string> errors = [.. options.BindingErrors];
        if (string.IsNullOrWhiteSpace(options.Folder) || options.Folder.AsSpan().ContainsAny(Path.GetInvalidPathChars()))
        {
            errors.Add($"{nameof(options.Folder)} is '{options.Folder}'; the path of a folder is needed.");
        }

        if (options.FilePrefix is null or { Length: 0 or > MostPrefix }
            || options.FilePrefix.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-')))
        {
            errors.Add($"{nameof(options.FilePrefix)} is '{options.FilePrefix}'; allowed are 1 to {MostPrefix} letters, digits, '.', '_' and '-'.");
        }

        if (options.MaxFileSize is < LeastSize or > MostSize)
        {
            errors.Add($"{nameof(options.MaxFileSize)} is {options.MaxFileSize}; allowed is {LeastSize} to {MostSize}.");
        }

        if (options.MaxFileAge < LeastAge || options.MaxFileAge > MostAge)
        {
            errors.Add($"{nameof(options.MaxFileAge)} is '{options.MaxFileAge}'; allowed is {LeastAge} to {MostAge}.");
        }

        if (options.RetainFor is { } age && age <= TimeSpan.Zero)
        {
            errors.Add($"{nameof(options.RetainFor)} is '{age}'; it must be positive.");
        }

        if (options.RetainFiles is < 2 or > MostFiles)
        {
            errors.Add($"{nameof(options.RetainFiles)} is {options.RetainFiles}; allowed is 2 to {MostFiles}.");
        }

        return errors;
    }
}
