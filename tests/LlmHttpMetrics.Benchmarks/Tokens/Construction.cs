using System.Diagnostics;
using LlmHttpMetrics.Benchmarks.Quick;
using LlmHttpMetrics.Tokenizers;
using LlmHttpMetrics.Tokenizers.Encodings;

namespace LlmHttpMetrics.Benchmarks.Tokens;

/// <summary>The time to make the tables of an encoding from its packed form, over that from the text of a <c>.tiktoken</c> file.</summary>
internal static class Construction
{
    private const int Rounds = 5;

    public static double Ratio(EncodingDefinition definition)
    {
        var tokenizer = TokenEncodings.Get(definition.Name);
        var special = tokenizer.SpecialTokenIds.Values.ToHashSet();
        var file = string.Concat(Enumerable.Range(0, definition.Ranks).Where(id => !special.Contains(id))
            .Select(id => $"{Convert.ToBase64String(tokenizer.DecodeUtf8([id]))} {id}\n"));
        var bytes = System.Text.Encoding.ASCII.GetBytes(file);
        var packed = new double[Rounds];
        var text = new double[Rounds];
        for (var i = 0; i < Rounds; i++)
        {
            packed[i] = Time(() => EncodingVocabularies.Build(definition.Resource, definition.Ranks));
            text[i] = Time(() => TokenizerFile.ReadTiktoken(new MemoryStream(bytes), new TiktokenOptions { Name = definition.Name, SpecialTokens = tokenizer.SpecialTokenIds }));
        }

        Console.WriteLine(FormattableString.Invariant($"construction\t{Race.Median(packed) * 1e3:0.0} ms from the packed form, {Race.Median(text) * 1e3:0.0} ms from text"));
        return Race.Median(packed) / Race.Median(text);
    }

    private static double Time(Func<object> make)
    {
        var started = Stopwatch.GetTimestamp();
        GC.KeepAlive(make());
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
