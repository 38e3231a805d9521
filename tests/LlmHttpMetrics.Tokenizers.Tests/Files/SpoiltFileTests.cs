using System.Text;
using System.Text.Json.Nodes;
using LlmHttpMetrics.Tokenizers.Tests.Vectors;

namespace LlmHttpMetrics.Tokenizers.Tests.Files;

/// <summary>Whatever is wrong with a file, it is read or refused, and nothing else happens.</summary>
public sealed class SpoiltFileTests
{
    private static readonly string[] Values = ["null", "5", "-1", "1e99", "\"\"", "\"x\"", "[]", "{}", "[[1]]", "true"];

    [TestCase("bytes.tokenizer.json")]
    [TestCase("bytes-split.tokenizer.json")]
    [TestCase("metaspace.tokenizer.json")]
    [TestCase("unigram.tokenizer.json")]
    public void Read_AMemberOfAnotherKind_IsReadOrRefused(string name)
    {
        var text = File.ReadAllText(VectorFile.PathOf(name));
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var json = JsonNode.Parse(text)!;
            Spoil(json, random);
            ReadOrRefuse(() => TokenizerFile.ReadHuggingFace(new MemoryStream(Encoding.UTF8.GetBytes(json.ToJsonString())), name));
        }
    }

    [TestCase("bpe.model")]
    [TestCase("unigram.model")]
    public void Read_OtherBytes_IsReadOrRefused(string name)
    {
        var model = File.ReadAllBytes(VectorFile.PathOf(name));
        var random = new Random(2);
        for (var i = 0; i < 300; i++)
        {
            var spoilt = model.ToArray();
            for (var times = 1 + random.Next(4); times > 0; times--)
            {
                spoilt[random.Next(spoilt.Length)] = (byte)random.Next(256);
            }

            ReadOrRefuse(() => TokenizerFile.ReadSentencePiece(new MemoryStream(spoilt), name));
        }
    }

    private static void ReadOrRefuse(Func<Tokenizer> read)
    {
        try
        {
            Assert.That(read().Count("a text of tokens"), Is.Positive);
        }
        catch (VocabularyException refusal)
        {
            Assert.That(refusal.Reason, Is.Not.Empty);
        }
    }

    /// <summary>Puts another value somewhere, near the root mostly.</summary>
    private static void Spoil(JsonNode node, Random random)
    {
        while (true)
        {
            var names = node is JsonObject members ? members.Select(member => member.Key).ToList() : null;
            var count = names?.Count ?? (node as JsonArray)?.Count ?? 0;
            var at = random.Next(Math.Max(count, 1));
            var child = count == 0 ? null : names is null ? node[at] : node[names[at]];
            if (count > 0 && child is JsonObject or JsonArray && random.Next(4) > 0)
            {
                node = child;
                continue;
            }

            var value = JsonNode.Parse(Values[random.Next(Values.Length)]);
            if (node is JsonObject && count > 0)
            {
                node[names![at]] = value;
            }
            else if (node is JsonArray array && count > 0)
            {
                array[at] = value;
            }

            return;
        }
    }
}
