using System.Globalization;
using System.Text;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace TokenizerTool;

/// <summary>A <c>.tiktoken</c> file whose hash is known to be right: lines of a token in Base64, a space and its rank.</summary>
internal static class CanonicalFile
{
    public static MergeList Read(byte[] text)
    {
        var tokens = Encoding.ASCII.GetString(text).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .ToDictionary(parts => int.Parse(parts[1], CultureInfo.InvariantCulture), parts => Convert.FromBase64String(parts[0]));
        var all = Enumerable.Range(0, tokens.Keys.Max() + 1).Select(rank => tokens.GetValueOrDefault(rank, [])).ToArray();
        var starts = new int[all.Length + 1];
        for (var i = 0; i < all.Length; i++)
        {
            starts[i + 1] = starts[i] + all[i].Length;
        }

        return MergeFinder.Find([.. all.SelectMany(token => token)], starts);
    }
}
