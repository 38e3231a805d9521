using System.Globalization;
using LlmHttpMetrics.Benchmarks.Quick;
using LlmHttpMetrics.Tokenizers;
using LlmHttpMetrics.Tokenizers.Encodings;

namespace LlmHttpMetrics.Benchmarks.Tokens;

/// <summary>
/// Prints the figures of counting that must be reached: speed beside the reference implementations where Node and they are
/// installed (see <c>build/TokenizerTool</c>), and what needs no reference.
/// </summary>
internal static class TokensMode
{
    public static void Run(string encoding)
    {
        var tokenizer = TokenEncodings.Get(encoding);
        TokenText[] texts =
        [
            new("prose", [TokenInputs.Prose()], Must: 40, Aim: 80),
            new("code", [TokenInputs.Code()], Must: 30, Aim: 60),
            new("multilingual", [TokenInputs.Multilingual()], Must: 5, Aim: 8),
            new("messages", TokenInputs.Messages(), Must: 60, Aim: 110),
        ];
        var first = Array.ConvertAll(texts, text => OwnTime.Of(tokenizer, text));
        var reference = NodeReference.Run(texts, encoding);
        for (var i = 0; i < texts.Length; i++)
        {
            Print(tokenizer, texts[i], OwnTime.Least(first[i], OwnTime.Of(tokenizer, texts[i])), reference?[texts[i].Name]);
        }

        var prose = first[0].Text * 100_000 / texts[0].Bytes;
        foreach (var (name, make) in TokenInputs.Pathological())
        {
            var small = OwnTime.OfFresh(tokenizer, seed => make(10_000, seed), 30);
            var large = OwnTime.OfFresh(tokenizer, seed => make(100_000, seed), 9);
            Console.WriteLine(Figure.Most($"{name}, 100 KB over 10 KB", large / small, 12));
            Console.WriteLine(Figure.Most($"{name}, 100 KB over prose", large / prose, 30, ", aim 8"));
        }

        foreach (var text in texts)
        {
            Console.WriteLine(Figure.Bytes($"{text.Name}, memory of a count", Allocation.Of(() => CountAll(tokenizer, text.Parts)), 0));
        }

        Console.WriteLine(Figure.Most($"{encoding}, made from the packed form over from text", Construction.Ratio(EncodingDefinitions.Find(encoding)!), 0.2));
        Console.WriteLine(Memory(encoding));
    }

    private static void Print(Tokenizer tokenizer, TokenText text, OwnTime own, Dictionary<string, ReferenceTime>? reference)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{text.Name}\t{text.Bytes / own.Text / 1e6:0} MB/s of text, {text.Bytes / own.Utf8 / 1e6:0} of UTF-8,"
                + $" {own.Text / text.Parts.Length * 1e9:0} ns a call"));
        if (reference is null)
        {
            return;
        }

        var tokens = text.Parts.Sum(part => tokenizer.Count(part));
        foreach (var (engine, time) in reference)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{text.Name}, {engine}\t{text.Bytes / time.Seconds / 1e6:0.0} MB/s"));
            Console.WriteLine(engine == NodeReference.Judge
                ? Figure.Least($"{text.Name} over {engine}", time.Seconds / own.Text, text.Must, $", aim {text.Aim}")
                : Figure.Least($"{text.Name} over {engine}", time.Seconds / own.Text, 1));
            if (engine == NodeReference.Judge)
            {
                Console.WriteLine(Figure.Most($"{text.Name}, tokens unlike {engine}'s", Math.Abs(tokens - time.Tokens), 0));
            }
        }
    }

    private static int CountAll(Tokenizer tokenizer, string[] parts)
    {
        var count = 0;
        foreach (var part in parts)
        {
            count += tokenizer.Count(part);
        }

        return count;
    }

    private static Figure Memory(string encoding)
    {
        var definition = EncodingDefinitions.Find(encoding)!;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var vocabulary = EncodingVocabularies.Build(definition.Resource, definition.Ranks);
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(vocabulary);
        return Figure.Bytes($"{encoding}, memory of the tables", bytes, 16e6);
    }
}
