using System.Numerics;
using LlmHttpMetrics.Observation.Wire;

namespace LlmHttpMetrics.Observation;

/// <summary>The usage figures of an answer.</summary>
internal sealed partial class ResponseFacts
{
    /// <summary>Digits of a figure that may wait for its name.</summary>
    private const int MaxAmount = 20;

    private readonly long[] _figures = new long[WireFormat.MaxSlots];
    private readonly sbyte[] _slotOfFigure = new sbyte[(int)Figure.Count];
    private ulong _figuresSeen;
    private readonly byte[] _amount = new byte[MaxAmount];
    private int _amountLength;
    private int _namedSlot;
    private bool _slotsAreStale;

    /// <summary>The provider sent at least one usage figure.</summary>
    public bool UsageReported => _figuresSeen != 0;

    /// <summary>A figure as sent, from the preferred group that has any.</summary>
    public long? Sent(Figure figure)
    {
        if (_slotsAreStale)
        {
            FindSlots();
        }

        long? sent = _slotOfFigure[(int)figure] is var slot and >= 0 ? _figures[slot] : null;
        return PassCount > 0 ? WithPasses(figure, sent) : sent;
    }

    /// <summary>Tokens were sent of a kind that may have a price of its own and is none of input, cached input, output and reasoning.</summary>
    public bool HasOtherKinds
    {
        get
        {
            for (var seen = _figuresSeen & _format.SlotsOfOtherKinds; seen != 0; seen &= seen - 1)
            {
                if (_figures[BitOperations.TrailingZeroCount(seen)] != 0)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Input tokens, cached ones included.</summary>
    public long? InputTokens
    {
        get
        {
            var input = Sent(Figure.Input);
            if (input is null && (_format.Usage & UsageRule.TotalIsInput) != 0)
            {
                return Sent(Figure.Total);
            }

            return WithCache(input, Sent(Figure.CachedInput), CacheWriteTokens);
        }
    }

    /// <summary>An input figure as all input, what was cached included.</summary>
    public long? WithCache(long? input, long? read, long? written) =>
        (_format.Usage & UsageRule.CacheOutsideInput) != 0 ? input + (read ?? 0) + (written ?? 0) : input;

    /// <summary>
    /// Output tokens, reasoning included. OpenAI-shaped services count reasoning inside the completion, but for those (x.ai)
    /// whose total shows that they do not.
    /// </summary>
    public long? OutputTokens
    {
        get
        {
            var output = Sent(Figure.Output);
            if ((_format.Usage & UsageRule.ReasoningOutsideOutput) != 0)
            {
                return output is null && Sent(Figure.Reasoning) is null ? null : (output ?? 0) + (Sent(Figure.Reasoning) ?? 0);
            }

            return Sent(Figure.Reasoning) is > 0 and var reasoning && Sent(Figure.Input) + output + reasoning == Sent(Figure.Total)
                ? output + reasoning
                : output;
        }
    }

    public long? CacheWriteTokens =>
        Sent(Figure.CacheWrite) ?? (Sent(Figure.CacheWrite5Minutes) is null && Sent(Figure.CacheWrite1Hour) is null
            ? null
            : (Sent(Figure.CacheWrite5Minutes) ?? 0) + (Sent(Figure.CacheWrite1Hour) ?? 0));

    private void BeginFigures()
    {
        _figuresSeen = 0;
        _slotsAreStale = true;
    }

    private void FindSlots()
    {
        _slotsAreStale = false;
        Array.Fill(_slotOfFigure, (sbyte)-1);
        foreach (var group in _format.GroupMasks)
        {
            var seen = _figuresSeen & group;
            if (seen == 0)
            {
                continue;
            }

            for (; seen != 0; seen &= seen - 1)
            {
                var slot = BitOperations.TrailingZeroCount(seen);
                ref var known = ref _slotOfFigure[(int)_format.FigureOfSlot[slot]];
                known = known < 0 ? (sbyte)slot : known;
            }

            if ((_format.Usage & UsageRule.Complement) == 0)
            {
                return;
            }
        }
    }

    private void BeginGroup(int firstSlot)
    {
        if ((_format.Usage & (UsageRule.Merge | UsageRule.Sum)) == 0)
        {
            _figuresSeen &= ~_format.GroupOf(firstSlot);
            _slotsAreStale = true;
        }
    }

    private void SetFigure(int slot, ReadOnlySpan<byte> value)
    {
        if (Number.TryReadFigure(value, out var figure))
        {
            if ((_figuresSeen >> slot & 1) != 0)
            {
                figure = (_format.Usage & UsageRule.Sum) != 0 ? _figures[slot] + figure
                    : (_format.Usage & UsageRule.Greatest) != 0 ? Math.Max(figure, _figures[slot])
                    : figure;
            }

            _figures[slot] = figure;
            _figuresSeen |= 1UL << slot;
            _slotsAreStale = true;
        }
    }

    private void BeginNamedFigure()
    {
        _namedSlot = -1;
        _amountLength = 0;
    }

    private void SetFigureName(byte list, ReadOnlySpan<byte> name)
    {
        if (_format.NamedSlots[list].TryGet(name, out var slot))
        {
            _namedSlot = slot;
            SetNamedFigure();
        }
    }

    private void SetFigureAmount(ReadOnlySpan<byte> value)
    {
        if (value.TryCopyTo(_amount))
        {
            _amountLength = value.Length;
            SetNamedFigure();
        }
    }

    private void SetNamedFigure()
    {
        if (_namedSlot >= 0 && _amountLength > 0)
        {
            SetFigure(_namedSlot, _amount.AsSpan(0, _amountLength));
            BeginNamedFigure();
        }
    }
}
