using System.Runtime.InteropServices;
using System.Text;

namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>Finds of tokens that are given as bytes, in the order of their ranks, which two parts each is merged from.</summary>
internal sealed class MergeFinder
{
    private readonly byte[] _bytes;
    private readonly int[] _starts;
    private readonly int[] _left;
    private readonly int[] _right;
    private readonly PairTable _pairs;
    private readonly int[] _byteRanks = new int[256];
    private Dictionary<string, int>? _byBytes;

    private MergeFinder(byte[] bytes, int[] starts)
    {
        _bytes = bytes;
        _starts = starts;
        _left = new int[starts.Length - 1];
        _right = new int[starts.Length - 1];
        _pairs = new PairTable(_left.Length);
    }

    /// <summary>The list of merges; empty tokens are holes.</summary>
    /// <param name="bytes">The bytes of all tokens.</param>
    /// <param name="starts">Where each begins, and where the last ends.</param>
    /// <exception cref="MergeOrderException">A token comes before a part of it, so that the order of ranks is not that of the merges.</exception>
    public static MergeList Find(byte[] bytes, int[] starts) => new MergeFinder(bytes, starts).Run();

    private ReadOnlySpan<byte> this[int rank] => _bytes.AsSpan(_starts[rank], _starts[rank + 1] - _starts[rank]);

    private MergeList Run()
    {
        for (var rank = 0; rank < _left.Length; rank++)
        {
            if (this[rank].Length == 1)
            {
                _byteRanks[this[rank][0]] = rank;
            }
        }

        List<int> parts = [];
        for (var rank = 0; rank < _left.Length; rank++)
        {
            var token = this[rank];
            if (token.Length < 2)
            {
                _left[rank] = token.IsEmpty ? MergeList.Hole : MergeList.Base;
                continue;
            }

            Split(token, parts);
            if (parts.Count == 2 && parts[0] < rank && parts[1] < rank)
            {
                (_left[rank], _right[rank]) = (parts[0], parts[1]);
                _pairs.Add(parts[0], parts[1], rank);
            }
            else if (IsMergedLater(token))
            {
                throw new MergeOrderException(rank);
            }
            else
            {
                _left[rank] = MergeList.Unreachable;
            }
        }

        return new MergeList(_bytes, _starts, _left, _right);
    }

    /// <summary>What the merges found so far leave of the token.</summary>
    private void Split(ReadOnlySpan<byte> token, List<int> parts)
    {
        parts.Clear();
        foreach (var b in token)
        {
            parts.Add(_byteRanks[b]);
        }

        while (parts.Count > 1)
        {
            var ranks = CollectionsMarshal.AsSpan(parts);
            var (least, at) = (int.MaxValue, 0);
            for (var i = 0; i + 1 < ranks.Length; i++)
            {
                var merged = _pairs.Find(ranks[i], ranks[i + 1]);
                if (merged < least)
                {
                    (least, at) = (merged, i);
                }
            }

            if (least == int.MaxValue)
            {
                return;
            }

            parts[at] = least;
            parts.RemoveAt(at + 1);
        }
    }

    /// <summary>Whether all tokens together make this one of its bytes, though the earlier ones do not.</summary>
    private bool IsMergedLater(ReadOnlySpan<byte> token)
    {
        if (_byBytes is null)
        {
            _byBytes = [];
            for (var rank = 0; rank < _left.Length; rank++)
            {
                _byBytes.TryAdd(Encoding.Latin1.GetString(this[rank]), rank);
            }
        }

        var text = Encoding.Latin1.GetString(token);
        var parts = text.Select(b => b.ToString()).ToList();
        while (parts.Count > 1)
        {
            var (least, at) = (int.MaxValue, 0);
            for (var i = 0; i + 1 < parts.Count; i++)
            {
                if (_byBytes.TryGetValue(parts[i] + parts[i + 1], out var rank) && rank < least)
                {
                    (least, at) = (rank, i);
                }
            }

            if (least == int.MaxValue)
            {
                return false;
            }

            parts[at] += parts[at + 1];
            parts.RemoveAt(at + 1);
        }

        return true;
    }
}
