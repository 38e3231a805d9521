using System.Text;

namespace LlmHttpMetrics.Reading;

/// <summary>The stop sequences of a request. Of fixed size; further ones are ignored. Reused from request to request.</summary>
internal sealed class StopSequences
{
    /// <summary>OpenAI takes 4, Google 5, Bedrock's models up to 10.</summary>
    private const int MaxSequences = 16;
    private const int MaxBytes = 1024;

    private readonly byte[] _utf8 = new byte[MaxBytes];
    private readonly int[] _ends = new int[MaxSequences];
    private int _count;

    public void Clear() => _count = 0;

    public void Add(ReadOnlySpan<byte> utf8)
    {
        var start = _count == 0 ? 0 : _ends[_count - 1];
        if (_count < MaxSequences && utf8.TryCopyTo(_utf8.AsSpan(start)))
        {
            _ends[_count++] = start + utf8.Length;
        }
    }

    /// <summary>The stop sequences in their order; null if there are none.</summary>
    public string[]? ToArray()
    {
        if (_count == 0)
        {
            return null;
        }

        var texts = new string[_count];
        for (var i = 0; i < _count; i++)
        {
            texts[i] = Encoding.UTF8.GetString(_utf8, i == 0 ? 0 : _ends[i - 1], _ends[i] - (i == 0 ? 0 : _ends[i - 1]));
        }

        return texts;
    }
}
