using LlmHttpMetrics.Diagnostics.Background;
using LlmHttpMetrics.Tokenizers.Merging;

namespace LlmHttpMetrics.Tokenizers.Encodings;

/// <summary>A built-in encoding, built once, on first use.</summary>
internal sealed class LoadedEncoding
{
    private readonly Lazy<Tokenizer> _tokenizer;
    private readonly Lazy<Task<Tokenizer>> _task;

    public LoadedEncoding(EncodingDefinition definition)
    {
        _tokenizer = new(() => new BpeTokenizer(
            definition.Name, EncodingVocabularies.Get(definition.Resource, definition.Ranks), definition.Pattern, definition.SpecialTokens));
        _task = new(() => BackgroundWork.Run(() => System.Threading.Tasks.Task.FromResult(_tokenizer.Value)));
    }

    public Tokenizer Value => _tokenizer.Value;

    public Task<Tokenizer> Task => _task.Value;

    public Tokenizer? ValueOrBegin => _tokenizer.IsValueCreated ? _tokenizer.Value : Task.IsCompletedSuccessfully ? Task.Result : null;
}
