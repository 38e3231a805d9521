using System.Numerics;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>The usage figures of an answer.</summary>
internal sealed partial class ResponseFacts
{
    /// <summary>The maximum number of digits of a figure that waits for its name.</summary>
    private const int MaxAmount = 20;

    private readonly long[] _figures = new long[WireFormat.MaxSlots];
    private readonly sbyte[] _slotOfFigure = new sbyte[(int)Figure.Count];
    private ulong _figuresSeen;

    /// <summary>Figures of an earlier usage object that the current one does not have so far.</summary>
    private ulong _earlierFigures;
    private readonly byte[] _amount = new byte[MaxAmount];
    private int _amountLength;
    private int _namedSlot;
    private bool _slotsAreStale;

    /// <summary>The provider sent at least one usage figure.</summary>
    public bool UsageReported => _figuresSeen != 0;

    /// <summary>A figure as sent, from the preferred group that has any; of an answer with several passes, the sum of all.</summary>
    public long? Sent(Figure figure) => PassCount > 0 ? WithPasses(figure, SentAtTop(figure)) : SentAtTop(figure);

    private long? SentAtTop(Figure figure)
    {
        if (_slotsAreStale)
        {
            FindSlots();
        }

        return _slotOfFigure[(int)figure] is var slot and >= 0 ? _figures[slot] : null;
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

    /// <summary>An input figure that includes cached tokens.</summary>
    public long? WithCache(long? input, long? read, long? written) =>
        (_format.Usage & UsageRule.CacheOutsideInput) != 0 ? input + (read ?? 0) + (written ?? 0) : input;

    /// <summary>
    /// Output tokens, reasoning included. OpenAI-compatible services include reasoning in the completion, except for those whose total (x.ai) or
    /// whose figures (Perplexity's deep research) show that they do not.
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

            if (RestOfTotal is > 0 and var rest)
            {
                return (output ?? 0) + rest;
            }

            return Sent(Figure.Reasoning) is > 0 and var reasoning && IsOutside(reasoning, output) ? output + reasoning : output;
        }
    }

    /// <summary>Reasoning is not part of the output if the total shows it, or if it is greater than the output.</summary>
    private bool IsOutside(long reasoning, long? output) =>
        Sent(Figure.Total) - Sent(Figure.Input) - output == reasoning || (reasoning > output && (_format.Usage & UsageRule.ReasoningIsEstimate) == 0);

    /// <summary>Reasoning tokens.</summary>
    public long? ReasoningTokens =>
        Sent(Figure.Reasoning) is > 0 and var reasoning ? reasoning
        : RestOfTotal is > 0 and var rest ? rest
        : Sent(Figure.Reasoning);

    /// <summary>The part of the total besides input and output, if that is reasoning.</summary>
    private long? RestOfTotal => (_format.Usage & UsageRule.RestIsReasoning) != 0 ? Sent(Figure.Total) - Sent(Figure.Input) - (Sent(Figure.Output) ?? 0) : null;

    public long? CacheWriteTokens =>
        Sent(Figure.CacheWrite) ?? (Sent(Figure.CacheWrite5Minutes) is null && Sent(Figure.CacheWrite1Hour) is null
            ? null
            : (Sent(Figure.CacheWrite5Minutes) ?? 0) + (Sent(Figure.CacheWrite1Hour) ?? 0));

    private void BeginFigures()
    {
        _figuresSeen = _earlierFigures = 0;
        _slotsAreStale = true;
    }

    private void FindSlots()
    {
        _slotsAreStale = false;
        Array.Fill(_slotOfFigure, (sbyte)-1);
        var isFirst = true;
        var preferZeros = !HasRealFigures(_figuresSeen);
        foreach (var group in _format.GroupMasks)
        {
            var seen = _figuresSeen & group;
            if (seen == 0 || (isFirst && !preferZeros && !HasRealFigures(seen)))
            {
                continue;
            }

            isFirst = false;
            for (; seen != 0; seen &= seen - 1)
            {
                var slot = BitOperations.TrailingZeroCount(seen);
                ref var known = ref _slotOfFigure[(int)_format.FigureOfSlot[slot]];
                if (known < 0 || (_figures[known] == 0 && _figures[slot] != 0 && (_format.Usage & UsageRule.FirstNameCounts) == 0))
                {
                    known = (sbyte)slot;
                }
            }

            if ((_format.Usage & UsageRule.Complement) == 0 || (IsKnown(Figure.Input) && IsKnown(Figure.Output)))
            {
                return;
            }
        }
    }

    private bool IsKnown(Figure figure) => _slotOfFigure[(int)figure] >= 0;

    private bool HasRealFigures(ulong slots)
    {
        for (; slots != 0; slots &= slots - 1)
        {
            if (_figures[BitOperations.TrailingZeroCount(slots)] != 0)
            {
                return true;
            }
        }

        return false;
    }

    private void BeginGroup(int firstSlot) => _earlierFigures |= _figuresSeen & _format.GroupOf(firstSlot);

    /// <summary>
    /// A later figure replaces an earlier one, whichever of its names that had. Zero does not: servers send an empty usage, or one of zeros,
    /// after the real one.
    /// </summary>
    private void SetFigure(int slot, ReadOnlySpan<byte> value)
    {
        if (!Number.TryReadFigure(value, out var figure))
        {
            return;
        }

        var bit = 1UL << slot;
        if ((_format.Usage & (UsageRule.Sum | UsageRule.Greatest)) != 0)
        {
            figure = (_figuresSeen & bit) == 0 ? figure : (_format.Usage & UsageRule.Sum) != 0 ? _figures[slot] + figure : Math.Max(figure, _figures[slot]);
        }
        else
        {
            var replaced = _figuresSeen & (bit | (_format.AlternativesOfSlot[slot] & _earlierFigures));
            if (figure == 0 && HasRealFigures(replaced))
            {
                return;
            }

            _figuresSeen &= ~replaced;
        }

        _figures[slot] = figure;
        _figuresSeen |= bit;
        _earlierFigures &= ~bit;
        _slotsAreStale = true;
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
