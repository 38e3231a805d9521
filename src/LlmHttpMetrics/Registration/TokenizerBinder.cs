using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.Registration;

/// <summary>Binds the vocabulary files, key by key, as <see cref="OptionsBinder"/> does.</summary>
internal static class TokenizerBinder
{
    private static readonly Dictionary<string, Action<LlmMonitoringOptions, IConfigurationSection, LlmTokenizerSettings>> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LlmTokenizerSettings.Type)] = (options, section, file) => OptionsBinder.Word(options, section, value => file.Type = value ?? ""),
        [nameof(LlmTokenizerSettings.Path)] = (options, section, file) => OptionsBinder.Word(options, section, value => file.Path = value ?? ""),
        [nameof(LlmTokenizerSettings.Pattern)] = (options, section, file) => OptionsBinder.Word(options, section, value => file.Pattern = value),
        [nameof(LlmTokenizerSettings.Models)] = (options, section, file) => OptionsBinder.Words(options, section, file.Models),
        [nameof(LlmTokenizerSettings.Sha256)] = (options, section, file) => OptionsBinder.Word(options, section, value => file.Sha256 = value),
    };

    public static void Bind(LlmMonitoringOptions options, IConfigurationSection section)
    {
        OptionsBinder.RefuseValue(options, section, "a section with a key for each tokenizer");
        foreach (var item in section.GetChildren())
        {
            OptionsBinder.RefuseValue(options, item, $"a section with the keys {string.Join(", ", Keys.Keys)}");
            LlmTokenizerSettings file = new();
            options.Tokenizers[item.Key] = file;
            foreach (var setting in item.GetChildren())
            {
                if (Keys.TryGetValue(setting.Key, out var bind))
                {
                    bind(options, setting, file);
                }
                else
                {
                    OptionsBinder.RefuseKey(options, setting, Keys.Keys);
                }
            }
        }
    }
}
