using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Tokenizers.Monitoring;

/// <summary>
/// Loads the vocabulary files that the options of clients name, before the options are validated, and reports their errors. A name identifies one
/// tokenizer, whichever client's options it is in.
/// </summary>
internal sealed class TokenizerFiles : IPostConfigureOptions<LlmMonitoringOptions>, IValidateOptions<LlmMonitoringOptions>
{
    private readonly object _lock = new();

    /// <summary>The clients whose options have been validated: when their options change, a name can refer to another file.</summary>
    private readonly HashSet<string> _clients = new(StringComparer.Ordinal);

    private volatile SortedDictionary<string, LoadedFile> _files = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> Names => _files.Keys;

    public ITokenCounter? Find(string name) => _files.GetValueOrDefault(name)?.Counter;

    public ITokenCounter? FindByModel(string model)
    {
        foreach (var file in _files.Values)
        {
            if (file.Serves(model))
            {
                return file.Counter;
            }
        }

        return null;
    }

    public void PostConfigure(string? name, LlmMonitoringOptions options)
    {
        var client = name ?? "";
        lock (_lock)
        {
            SortedDictionary<string, LoadedFile> files = new(_files, StringComparer.OrdinalIgnoreCase);
            var agrees = true;
            foreach (var (tokenizer, settings) in options.Tokenizers)
            {
                var (key, known) = (FileKey.Of(settings), files.GetValueOrDefault(tokenizer));
                if (known is not null && known.Client != client && !known.Key.IsSetAs(key) && !_clients.Contains(client))
                {
                    agrees = false;
                }
                else
                {
                    files[tokenizer] = Load(client, tokenizer, settings, key, known);
                }
            }

            _files = files;
            if (agrees)
            {
                _clients.Add(client);
            }
        }
    }

    public ValidateOptionsResult Validate(string? name, LlmMonitoringOptions options)
    {
        var client = string.IsNullOrEmpty(name) ? "" : $"Client '{name}': ";
        List<string> errors = [];
        foreach (var (tokenizer, settings) in options.Tokenizers)
        {
            var setting = $"{nameof(options.Tokenizers)}[{tokenizer}]";
            var file = _files[tokenizer];
            if (!file.Key.IsSetAs(FileKey.Of(settings)))
            {
                errors.Add($"{client}{setting} is set to another value by client '{file.Client}'; a name identifies one tokenizer.");
            }
            else if (file.Error is { } error)
            {
                errors.Add($"{client}{setting}.{error}");
            }
        }

        return errors.Count > 0 ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
    }

    private static LoadedFile Load(string client, string name, LlmTokenizerSettings settings, FileKey key, LoadedFile? known)
    {
        if (known is not null && known.Key == key)
        {
            return known with { Client = client, Models = [.. settings.Models] };
        }

        var (counter, error) = FileLoader.Load(name, settings);
        return new LoadedFile(client, key, [.. settings.Models], counter ?? known?.Counter, error);
    }
}
