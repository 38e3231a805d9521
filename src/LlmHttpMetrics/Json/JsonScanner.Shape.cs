namespace LlmHttpMetrics.Json;

/// <summary>
/// Documents that are, byte for byte, like the ones before them but for a value here and there: the events of a stream, and
/// the answers of one service. What they have in common is recognised by comparison, and what the scanner reported for it is
/// reported again: from one place, the same bytes always lead to the same reports and the same place. Wherever a document
/// departs from the shape, the scanner goes on from there.
/// </summary>
internal sealed unsafe partial class JsonScanner
{
    private readonly LearnedShape _ofEvents;
    private LearnedShape? _ofBodies;
    private LearnedShape _learned;
    private int _part;
    private int _partOffset;

    /// <summary>This document has had the shape, to its end.</summary>
    private bool _followed;

    /// <summary>The document before it had, so that what lasts has been said.</summary>
    private bool _repeats;

    /// <summary>Reads as much as it can of a document that has just begun; returns how many bytes that was, which may be none.</summary>
    public int ConsumeShaped(ReadOnlySpan<byte> bytes)
    {
        var shape = _learned.Shape;
        if (shape.TryLearn(bytes))
        {
            return LearnShape(bytes);
        }

        if (!shape.IsOfUse || !ReferenceEquals(_learned.Map, _map))
        {
            shape.Miss(bytes);
            return 0;
        }

        _part = _partOffset = 0;
        var used = FollowShape(bytes);
        if (_state is not (State.Closed or State.Shaped))
        {
            shape.Miss(bytes);
        }

        return used;
    }

    /// <summary>Follows the shape from where it was left; returns how many bytes were used, after which the state says how it went.</summary>
    private int FollowShape(ReadOnlySpan<byte> bytes)
    {
        var i = 0;
        var learned = _learned;
        var shape = learned.Shape;
        while (_part < shape.Count)
        {
            var part = shape[_part][_partOffset..];
            var rest = bytes[i..];
            if (!rest.StartsWith(part))
            {
                if (rest.Length < part.Length && part.StartsWith(rest))
                {
                    _partOffset += rest.Length;
                    _state = State.Shaped;
                    return bytes.Length;
                }

                LeaveShape();
                return i;
            }

            i += part.Length;
            ref readonly var end = ref learned.Ends[_part++];
            _partOffset = 0;
            var isSaid = _repeats && end.Repetition switch
            {
                Repetition.Nothing => true,
                Repetition.Place => _facts.TryMoveTo(end.Place),
                _ => false,
            };
            if (!isSaid)
            {
                learned.Reports.Replay(end.FirstReport, end.EndReport, changing: _repeats);
            }

            _field = end.Field;
            if (end.State == State.Closed)
            {
                shape.Hit();
                _followed = learned.ValuesPass;
                _state = State.Closed;
                _depth = 0;
                return i;
            }

            _state = State.Value;
            i += ConsumeValue(bytes[i..]);
            if (_state != State.AfterValue)
            {
                break;
            }
        }

        Restore();
        return i;
    }

    /// <summary>The document departs from the shape within a part: what of that came with earlier reads is scanned now.</summary>
    private void LeaveShape()
    {
        if (_part == 0)
        {
            _state = State.Value;
        }
        else
        {
            Restore();
            _state = State.AfterValue;
        }

        Consume(_learned.Shape[_part][.._partOffset], _learned.Shape.EndsWithLine);
    }

    /// <summary>Reads a document that has a shape, part by part and value by value, and keeps what its parts have reported.</summary>
    private int LearnShape(ReadOnlySpan<byte> bytes)
    {
        var i = 0;
        var learned = _learned;
        learned.Map = _map;
        learned.Reports.Clear();
        learned.ValuesPass = true;
        for (var part = 0; part < learned.Shape.Count; part++)
        {
            var (first, others, moves) = (learned.Reports.Count, learned.Reports.Others, learned.Reports.Moves);
            i += Record(learned.Shape[part]);
            if (learned.Reports.Overflowed || _state is not (State.Value or State.Closed))
            {
                learned.Shape.CutOff(part);
                break;
            }

            var repetition = learned.Reports.Others > others ? Repetition.Reports : learned.Reports.Moves > moves ? Repetition.Place : Repetition.Nothing;
            learned.Ends[part] = new PartEnd(
                first, learned.Reports.Count, repetition, _facts.Place, _state, _depth, _node, _inArray, _field, _members.Position);
            _stack.AsSpan(0, _depth).CopyTo(learned.Stack(part, _depth));
            learned.ValuesPass &= !_facts.IsLasting(_map[_field].Action, []);
            if (_state == State.Closed)
            {
                learned.Shape.CutOff(part + 1);
                break;
            }

            i += ConsumeValue(bytes[i..]);
            if (_state != State.AfterValue)
            {
                learned.Shape.CutOff(part + 1);
                break;
            }
        }

        return i;
    }

    private int Record(ReadOnlySpan<byte> bytes)
    {
        _sink = _learned.Reports;
        try
        {
            return Consume(bytes, _learned.Shape.EndsWithLine);
        }
        finally
        {
            _sink = _facts;
        }
    }

    /// <summary>A value that is no container; the state says whether it ends here, and no byte is used where there is none.</summary>
    private int ConsumeValue(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* p = bytes)
        {
            if (bytes.IsEmpty || p[0] is (byte)'{' or (byte)'[')
            {
                return 0;
            }

            var isString = p[0] == '"';
            var start = isString ? 1 : 0;
            var end = isString ? ByteSearch.StringEnd(p, 1, bytes.Length) : ByteSearch.LiteralEnd(p, 0, bytes.Length);
            if (isString && (end == bytes.Length || p[end] != '"'))
            {
                BeginText();
                return ContinueText(p, 1, bytes.Length, _learned.Shape.EndsWithLine);
            }

            if (end == 0 || end == bytes.Length)
            {
                return 0;
            }

            if (_field != FieldMap.Nothing)
            {
                Report(bytes[start..end], isString ? ValueKind.String : ValueKind.Literal);
            }

            _state = State.AfterValue;
            return end + start;
        }
    }

    /// <summary>Puts the scanner where the last part ended.</summary>
    private void Restore()
    {
        var part = _part - 1;
        ref readonly var end = ref _learned.Ends[part];
        _depth = end.Depth;
        _learned.Stack(part, _depth).CopyTo(_stack);
        _node = end.Node;
        _inArray = end.InArray;
        _members.Position = end.Member;
    }
}
