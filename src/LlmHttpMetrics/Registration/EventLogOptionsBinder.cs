using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.Registration;

/// <summary>Binds the options of an event log key by key, as <see cref="OptionsBinder"/> does.</summary>
internal static class EventLogOptionsBinder
{
    private static readonly Dictionary<string, Func<LlmEventLogOptions, string?, string?>> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LlmEventLogOptions.Folder)] = (options, value) => Set(options.Folder = value ?? ""),
        [nameof(LlmEventLogOptions.FilePrefix)] = (options, value) => Set(options.FilePrefix = value ?? ""),
        [nameof(LlmEventLogOptions.MaxFileSize)] = (options, value) =>
            long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size) ? Set(options.MaxFileSize = size) : "an integer",
        [nameof(LlmEventLogOptions.MaxFileAge)] = (options, value) => Span(value, age => options.MaxFileAge = age),
        [nameof(LlmEventLogOptions.RetainFor)] = (options, value) => Span(value, age => options.RetainFor = age),
        [nameof(LlmEventLogOptions.RetainFiles)] = (options, value) =>
            int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var files) ? Set(options.RetainFiles = files) : "an integer",
        [nameof(LlmEventLogOptions.Compress)] = (options, value) => Switch(value, compress => options.Compress = compress),
        [nameof(LlmEventLogOptions.FlushToDisk)] = (options, value) => Switch(value, flush => options.FlushToDisk = flush),
    };

    public static void Bind(IConfiguration configuration, LlmEventLogOptions options)
    {
        foreach (var section in configuration.GetChildren())
        {
            if (!Keys.TryGetValue(section.Key, out var bind))
            {
                options.BindingErrors.Add($"{section.Path} is no setting; allowed are {string.Join(", ", Keys.Keys)}.");
            }
            else if (bind(options, section.Value) is { } allowed)
            {
                options.BindingErrors.Add($"{section.Path} is '{section.Value}'; allowed is {allowed}.");
            }
        }
    }

    /// <summary>Nothing is wrong with a value that has been set.</summary>
    private static string? Set<T>(T value)
    {
        _ = value;
        return null;
    }

    private static string? Span(string? text, Action<TimeSpan> set)
    {
        if (!TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value))
        {
            return "a time span such as 30.00:00:00";
        }

        set(value);
        return null;
    }

    private static string? Switch(string? text, Action<bool> set)
    {
        if (!bool.TryParse(text, out var value))
        {
            return "true or false";
        }

        set(value);
        return null;
    }
}
