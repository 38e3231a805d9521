using System.Diagnostics;
using LlmHttpMetrics.Benchmarks.Quick;
using LlmHttpMetrics.Tokenizers;
using LlmHttpMetrics.Tokenizers.Encodings;
using LlmHttpMetrics.Tokenizers.Files;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Benchmarks.Tokens;

/// <summary>The time to make the tables of an encoding from its packed form, over that from the text of a <c>.tiktoken</c> file.</summary>
internal static class Construction
{
    private const int Rounds = 9;

    public static double Ratio(EncodingDefinition definition)
    {
        var tokenizer = TokenEncodings.Get(definition.Name);
        var special = tokenizer.SpecialTokenIds.Values.ToHashSet();
        var file = string.Concat(Enumerable.Range(0, definition.Ranks).Where(id => !special.Contains(id))
            .Select(id => $"{Convert.ToBase64String(tokenizer.DecodeUtf8([id]))} {id}\n"));
        var bytes = System.Text.Encoding.ASCII.GetBytes(file);
        var packed = new double[Rounds];
        var text = new double[Rounds];

        // The first of both is for the compiler.
        for (var i = -1; i < Rounds; i++)
        {
            var ofPacked = Time(() => EncodingVocabularies.Build(definition.Resource, definition.Ranks));
            var ofText = Time(() => new BpeVocabulary(TiktokenFile.Read(bytes, special, sha256: null)));
            if (i >= 0)
            {
                (packed[i], text[i]) = (ofPacked, ofText);
            }
        }

        Console.WriteLine(
            FormattableString.Invariant($"construction\t{Race.Median(packed) * 1e3:0.0} ms from the packed form, {Race.Median(text) * 1e3:0.0} ms from text"));
        return Race.Median(packed) / Race.Median(text);
    }

    private static double Time(Func<object> make)
    {
        // None pays for what the other left.
        GC.Collect();
        var started = Stopwatch.GetTimestamp();
        GC.KeepAlive(make());
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
