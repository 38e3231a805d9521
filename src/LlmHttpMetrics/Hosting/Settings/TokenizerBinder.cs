namespace LlmHttpMetrics.Hosting.Settings;

/// <summary>Binds the vocabulary files, key by key, as <see cref="OptionsBinder"/> does.</summary>
internal static class TokenizerBinder
{
    private static readonly Dictionary<string, SetKey<LlmTokenizerSettings>> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LlmTokenizerSettings.Type)] = (file, setting) => setting.Word(value => file.Type = value ?? ""),
        [nameof(LlmTokenizerSettings.Path)] = (file, setting) => setting.Word(value => file.Path = value ?? ""),
        [nameof(LlmTokenizerSettings.Pattern)] = (file, setting) => setting.Word(value => file.Pattern = value),
        [nameof(LlmTokenizerSettings.Models)] = (file, setting) => setting.Words(file.Models),
        [nameof(LlmTokenizerSettings.Sha256)] = (file, setting) => setting.Word(value => file.Sha256 = value),
    };

    public static void Bind(LlmMonitoringOptions options, Setting setting)
    {
        setting.RefuseValue("a section with a key for each tokenizer");
        foreach (var item in setting.Items)
        {
            item.Section(options.Tokenizers[item.Key] = new LlmTokenizerSettings(), Keys);
        }
    }
}
