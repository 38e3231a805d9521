using LlmHttpMetrics.Hosting.Validation;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics;

/// <summary>
/// Checks the options of an event log and reports all errors at once. Whether its folder can be written is tested when the log starts, and is not an
/// error of the options.
/// </summary>
internal sealed class LlmEventLogOptionsValidator : IValidateOptions<LlmEventLogOptions>
{
    private const long MinSize = 1024;
    private const long MaxSize = 1L << 40;
    private const int MaxFiles = 1_000_000;
    private const int MaxPrefixLength = 64;

    private static readonly TimeSpan MinAge = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(366);

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

        if (options.FilePrefix is null or { Length: 0 or > MaxPrefixLength }
            || options.FilePrefix.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-')))
        {
            errors.Add($"{nameof(options.FilePrefix)} is '{options.FilePrefix}'; allowed are 1 to {MaxPrefixLength} letters, digits, '.', '_' and '-'.");
        }

        if (options.MaxFileSize is < MinSize or > MaxSize)
        {
            errors.Add($"{nameof(options.MaxFileSize)} is {options.MaxFileSize}; allowed is {MinSize} to {MaxSize}.");
        }

        if (options.MaxFileAge < MinAge || options.MaxFileAge > MaxAge)
        {
            errors.Add($"{nameof(options.MaxFileAge)} is '{options.MaxFileAge}'; allowed is {MinAge} to {MaxAge}.");
        }

        if (options.RetainFor is { } age && age <= TimeSpan.Zero)
        {
            errors.Add($"{nameof(options.RetainFor)} is '{age}'; it must be positive.");
        }

        if (options.RetainFiles is < 2 or > MaxFiles)
        {
            errors.Add($"{nameof(options.RetainFiles)} is {options.RetainFiles}; allowed is 2 to {MaxFiles}.");
        }

        return errors;
    }
}
