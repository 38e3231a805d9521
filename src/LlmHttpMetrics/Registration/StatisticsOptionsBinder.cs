using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.Registration;

/// <summary>Binds the options of the statistics key by key, as <see cref="OptionsBinder"/> does.</summary>
internal static class StatisticsOptionsBinder
{
    private static readonly Dictionary<string, Action<LlmStatisticsOptions, IConfigurationSection>> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LlmStatisticsOptions.Tags)] = Tags,
        [nameof(LlmStatisticsOptions.MaxTagValues)] = (options, section) => Integer(options, section, value => options.MaxTagValues = value),
        [nameof(LlmStatisticsOptions.MaxSeries)] = (options, section) => Integer(options, section, value => options.MaxSeries = value),
    };

    public static void Bind(IConfiguration configuration, LlmStatisticsOptions options)
    {
        foreach (var section in configuration.GetChildren())
        {
            if (Keys.TryGetValue(section.Key, out var bind))
            {
                bind(options, section);
            }
            else
            {
                options.BindingErrors.Add($"{section.Path} is no setting; allowed are {string.Join(", ", Keys.Keys)}.");
            }
        }
    }

    private static void Tags(LlmStatisticsOptions options, IConfigurationSection section)
    {
        options.Tags.Clear();
        foreach (var item in section.GetChildren())
        {
            options.Tags.Add(item.Value ?? "");
        }
    }

    private static void Integer(LlmStatisticsOptions options, IConfigurationSection section, Action<int> set)
    {
        if (int.TryParse(section.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            set(value);
        }
        else
        {
            options.BindingErrors.Add($"{section.Path} is '{section.Value}'; allowed is an integer.");
        }
    }
}
