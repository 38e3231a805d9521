using System.Buffers;
using System.Runtime.CompilerServices;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Tokenizers.Merging;

/// <summary>
/// Merges a piece as defined, the lowest rank first and of equal ranks the leftmost, with the pairs in a heap. Slower than <see cref="PieceEncoder"/>
/// for most texts, but its time depends on the length only; used for the pieces that need too many steps there.
/// </summary>
internal static class QueueEncoder
{
    private const int None = int.MaxValue;

    /// <summary>Encodes the piece; there must be space for as many tokens as it has bytes.</summary>
    /// <returns>The number of tokens.</returns>
    public static int Encode(BpeVocabulary vocabulary, ref byte text, int length, Span<int> tokens)
    {
        var memory = ArrayPool<int>.Shared.Rent(4 * (length + 1));
        var heap = ArrayPool<ulong>.Shared.Rent(3 * length);
        var count = new Run(vocabulary, memory, heap, length).Encode(ref text, tokens);
        ArrayPool<ulong>.Shared.Return(heap);
        ArrayPool<int>.Shared.Return(memory);
        return count;
    }

    private ref struct Run
    {
        private readonly BpeVocabulary _vocabulary;
        private readonly int _length;
        private readonly Span<int> _token;
        private readonly Span<int> _next;
        private readonly Span<int> _previous;

        // The result of merging the token at a position with the next one; none if no token begins there.
        private readonly Span<int> _merged;
        private readonly Span<ulong> _heap;
        private int _queued;

        public Run(BpeVocabulary vocabulary, int[] memory, ulong[] heap, int length)
        {
            _vocabulary = vocabulary;
            _length = length;
            _token = memory.AsSpan(0, length + 1);
            _next = memory.AsSpan(length + 1, length + 1);
            _previous = memory.AsSpan(2 * (length + 1), length + 1);
            _merged = memory.AsSpan(3 * (length + 1), length + 1);
            _heap = heap;
        }

        public int Encode(ref byte text, Span<int> tokens)
        {
            for (int at = 0, before = -1; at < _length;)
            {
                _token[at] = _vocabulary.FirstAtom(ref Unsafe.Add(ref text, at), out var size);
                _merged[at] = None;
                _previous[at] = before;
                _next[at] = at + size;
                before = at;
                at += size;
            }

            for (var at = 0; _next[at] < _length; at = _next[at])
            {
                Queue(at);
            }

            while (_queued > 0)
            {
                var first = Dequeue();
                Merge((int)(first >> 32), (int)(uint)first);
            }

            var count = 0;
            for (var at = 0; at < _length; at = _next[at])
            {
                tokens[count++] = _token[at];
            }

            return count;
        }

        private void Merge(int merged, int at)
        {
            // What was queued before an adjacent token changed is no longer valid.
            if (_merged[at] != merged)
            {
                return;
            }

            var gone = _next[at];
            _merged[gone] = None;
            _token[at] = merged;
            _next[at] = _next[gone];
            _merged[at] = None;
            if (_next[at] < _length)
            {
                _previous[_next[at]] = at;
                Queue(at);
            }

            if (_previous[at] >= 0)
            {
                Queue(_previous[at]);
            }
        }

        private void Queue(int at)
        {
            var merged = _vocabulary.Pairs.Find(_token[at], _token[_next[at]]);
            _merged[at] = merged;
            if (merged == None)
            {
                return;
            }

            var item = ((ulong)(uint)merged << 32) | (uint)at;
            var hole = _queued++;
            while (hole > 0 && _heap[(hole - 1) / 2] > item)
            {
                _heap[hole] = _heap[(hole - 1) / 2];
                hole = (hole - 1) / 2;
            }

            _heap[hole] = item;
        }

        private ulong Dequeue()
        {
            var first = _heap[0];
            var last = _heap[--_queued];
            var hole = 0;
            for (var child = 1; child < _queued; child = (2 * hole) + 1)
            {
                child += child + 1 < _queued && _heap[child + 1] < _heap[child] ? 1 : 0;
                if (_heap[child] >= last)
                {
                    break;
                }

                _heap[hole] = _heap[child];
                hole = child;
            }

            _heap[hole] = last;
            return first;
        }
    }
}
