using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Tokenizers.Files;

/// <summary>Reads <c>.tiktoken</c> files: each line has a token in Base64, a space and its rank, in the order of ranks.</summary>
internal sealed class TiktokenFile
{
    private readonly byte[] _file;
    private readonly HashSet<int> _special;
    private readonly byte[] _bytes;
    private readonly List<int> _starts = [0];
    private readonly List<int> _lines = [];

    private TiktokenFile(byte[] file, IEnumerable<int> specialIds)
    {
        _file = file;
        _special = [.. specialIds];
        _bytes = new byte[file.Length];
    }

    public static MergeList Read(byte[] file, IEnumerable<int> specialIds, string? sha256)
    {
        FileKind.Expect(FileKind.Tiktoken, file);
        if (sha256 is not null && Convert.ToHexString(SHA256.HashData(file)) is var hash && !hash.Equals(sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new VocabularyException("file", $"It has the SHA-256 {hash} instead of {sha256.ToUpperInvariant()}.");
        }

        return new TiktokenFile(file, specialIds).Read();
    }

    private MergeList Read()
    {
        ReadOnlySpan<byte> rest = _file;
        for (var line = 1; !rest.IsEmpty; line++)
        {
            var end = rest.IndexOf((byte)'\n');
            var text = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (!text.TrimEnd((byte)'\r').IsEmpty)
            {
                ReadLine(text.TrimEnd((byte)'\r'), line);
            }
        }

        if (_lines.Count == 0)
        {
            throw new VocabularyException(1, "The file has no tokens.");
        }

        return RankedTokens.Merges(_bytes, [.. _starts], (rank, reason) => new VocabularyException(_lines[rank], reason));
    }

    private void ReadLine(ReadOnlySpan<byte> text, int line)
    {
        var space = text.IndexOf((byte)' ');
        if (space <= 0)
        {
            throw new VocabularyException(line, "A line must have a token in Base64, a space and its rank.");
        }

        var room = _bytes.AsSpan(_starts[^1]);
        if (Base64.DecodeFromUtf8(text[..space], room, out _, out var length) != OperationStatus.Done || length == 0)
        {
            throw new VocabularyException(line, "The token is not in Base64.");
        }

        if (!Utf8Parser.TryParse(text[(space + 1)..], out int rank, out var read) || read != text.Length - space - 1 || rank < 0)
        {
            throw new VocabularyException(line, "The rank is not a number.");
        }

        for (; _lines.Count < rank && _special.Contains(_lines.Count); _lines.Add(line))
        {
            _starts.Add(_starts[^1]);
        }

        if (rank != _lines.Count)
        {
            throw new VocabularyException(line, rank < _lines.Count
                ? string.Create(CultureInfo.InvariantCulture, $"Rank {rank} is repeated, or follows a higher one; {_lines.Count} is next.")
                : string.Create(CultureInfo.InvariantCulture, $"Rank {_lines.Count} is missing before {rank}."));
        }

        if (rank >= BpeVocabulary.MaxCount)
        {
            throw new VocabularyException(line, string.Create(CultureInfo.InvariantCulture, $"There are more than {BpeVocabulary.MaxCount} ranks."));
        }

        _starts.Add(_starts[^1] + length);
        _lines.Add(line);
    }
}
