using System.Numerics;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>The usage figures of an answer as they were sent, by their places in the table of the format.</summary>
internal sealed class ReportedFigures
{
    /// <summary>The maximum number of digits of a figure that waits for its name.</summary>
    private const int MaxAmount = 20;

    private readonly long[] _figures = new long[WireFormat.MaxSlots];
    private readonly sbyte[] _slotOfFigure = new sbyte[(int)Figure.Count];
    private readonly byte[] _amount = new byte[MaxAmount];
    private WireFormat _format = null!;
    private ulong _figuresSeen;

    /// <summary>Figures of an earlier usage object that the current one does not have so far.</summary>
    private ulong _earlierFigures;
    private int _amountLength;
    private int _namedSlot;
    private bool _slotsAreStale;

    /// <summary>The provider sent at least one usage figure.</summary>
    public bool IsAny => _figuresSeen != 0;

    /// <summary>A figure as sent, from the preferred group that has any.</summary>
    public long? Sent(Figure figure)
    {
        if (_slotsAreStale)
        {
            FindSlots();
        }

        return _slotOfFigure[(int)figure] is var slot and >= 0 ? _figures[slot] : null;
    }

    public void Begin(WireFormat format)
    {
        _format = format;
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

    public void BeginGroup(int firstSlot) => _earlierFigures |= _figuresSeen & _format.GroupOf(firstSlot);

    /// <summary>
    /// A later figure replaces an earlier one, whichever of its names that had. Zero does not: servers send an empty usage, or one of zeros,
    /// after the real one.
    /// </summary>
    public void Set(int slot, ReadOnlySpan<byte> value)
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

    public void BeginNamed()
    {
        _namedSlot = -1;
        _amountLength = 0;
    }

    public void SetName(byte list, ReadOnlySpan<byte> name)
    {
        if (_format.NamedSlots[list].TryGet(name, out var slot))
        {
            _namedSlot = slot;
            SetNamed();
        }
    }

    public void SetAmount(ReadOnlySpan<byte> value)
    {
        if (value.TryCopyTo(_amount))
        {
            _amountLength = value.Length;
            SetNamed();
        }
    }

    private void SetNamed()
    {
        if (_namedSlot >= 0 && _amountLength > 0)
        {
            Set(_namedSlot, _amount.AsSpan(0, _amountLength));
            BeginNamed();
        }
    }
}
