using System.Text;

namespace LlmHttpMetrics.Tests.Counting.Tokens;

/// <summary>A custom tokenizer for which each word is a token, and which behaves as configured.</summary>
internal sealed class WordCounter(string name = "words") : ITokenCounter, ITokenCounterSource
{
    public string Name => name;

    public string Version => "1";

    /// <summary>Called with each text.</summary>
    public Action<string> OnCount { get; set; } = _ => { };

    /// <summary>The models it is for.</summary>
    public Func<string, bool> Models { get; set; } = _ => true;

    /// <summary>The tokens of a text.</summary>
    public Func<string, long> Tokens { get; set; } = text => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    public ITokenCounter? Find(string provider, string model) => Models(model) ? this : null;

    public ITokenCounter? FindByName(string name) => name == Name ? this : null;

    public long Count(ReadOnlySpan<byte> utf8)
    {
        var text = Encoding.UTF8.GetString(utf8);
        OnCount(text);
        return Tokens(text);
    }
}
