namespace LlmHttpMetrics.Observation.Json;

/// <summary>
/// Documents that are, byte for byte, like the ones before them but for a value here and there. What they have in common is
/// recognised by comparison, and what the scanner reported for it is reported again: from one place, the same bytes always
/// lead to the same reports and the same place. Wherever a document departs from the shape, the scanner goes on from there.
/// </summary>
internal sealed unsafe partial class JsonScanner
{
    private readonly DocumentShape _shape = new();
    private readonly RecordedReports _reports;
    private readonly PartEnd[] _partEnds = new PartEnd[DocumentShape.MaxParts];
    private readonly ushort[] _partStacks = new ushort[DocumentShape.MaxParts * (FieldMap.MaxDepth + 1)];
    private FieldMap? _shapeMap;
    private int _part;
    private int _partOffset;

    /// <summary>The values between the parts say nothing lasting.</summary>
    private bool _valuesPass;

    /// <summary>This document has had the shape, to its end.</summary>
    private bool _followed;

    /// <summary>The document before it had, so that what lasts has been said.</summary>
    private bool _repeats;

    /// <summary>Reads as much as it can of a document that has just begun; returns how many bytes that was, which may be none.</summary>
    public int ConsumeShaped(ReadOnlySpan<byte> bytes)
    {
        if (_shape.TryLearn(bytes))
        {
            return LearnShape(bytes);
        }

        if (_shape.Count == 0 || !ReferenceEquals(_shapeMap, _map))
        {
            _shape.Miss(bytes);
            return 0;
        }

        _part = _partOffset = 0;
        var used = FollowShape(bytes);
        if (_state is not (State.Closed or State.Shaped))
        {
            _shape.Miss(bytes);
        }

        return used;
    }

    /// <summary>Follows the shape from where it was left; returns how many bytes were used, after which the state says how it went.</summary>
    private int FollowShape(ReadOnlySpan<byte> bytes)
    {
        var i = 0;
        while (_part < _shape.Count)
        {
            var part = _shape[_part][_partOffset..];
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
            ref readonly var end = ref _partEnds[_part++];
            _partOffset = 0;
            _reports.Replay(end.FirstReport, end.EndReport, changing: _repeats);
            _field = end.Field;
            if (end.State == State.Closed)
            {
                _shape.Hit();
                _followed = _valuesPass;
                _state = State.Closed;
                _depth = 0;
                return i;
            }

            _state = State.Value;
            if (ConsumeValue(bytes[i..]) is not (> 0 and var length))
            {
                break;
            }

            i += length;
            _state = State.AfterValue;
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

        Consume(_shape[_part][.._partOffset], stopAtLineEnd: true);
    }

    /// <summary>Reads a document that has a shape, part by part and value by value, and keeps what its parts have reported.</summary>
    private int LearnShape(ReadOnlySpan<byte> bytes)
    {
        var i = 0;
        _shapeMap = _map;
        _reports.Clear();
        _valuesPass = true;
        for (var part = 0; part < _shape.Count; part++)
        {
            var first = _reports.Count;
            i += Record(_shape[part]);
            if (_reports.Overflowed || _state is not (State.Value or State.Closed))
            {
                _shape.CutOff(part);
                break;
            }

            _partEnds[part] = new PartEnd(first, _reports.Count, _state, _depth, _node, _inArray, _field, _members.Position);
            _stack.AsSpan(0, _depth).CopyTo(_partStacks.AsSpan(part * _stack.Length));
            _valuesPass &= !_facts.IsLasting(_map[_field].Action, []);
            if (_state == State.Closed || ConsumeValue(bytes[i..]) is not (> 0 and var length))
            {
                _shape.CutOff(part + 1);
                break;
            }

            i += length;
            _state = State.AfterValue;
        }

        return i;
    }

    private int Record(ReadOnlySpan<byte> bytes)
    {
        _sink = _reports;
        try
        {
            return Consume(bytes, stopAtLineEnd: true);
        }
        finally
        {
            _sink = _facts;
        }
    }

    /// <summary>A value that ends here and holds no escape; zero where it is another.</summary>
    private int ConsumeValue(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* p = bytes)
        {
            if (bytes.IsEmpty)
            {
                return 0;
            }

            var isString = p[0] == '"';
            var start = isString ? 1 : 0;
            var end = isString ? ByteSearch.StringEnd(p, 1, bytes.Length) : ByteSearch.LiteralEnd(p, 0, bytes.Length);
            if (end == bytes.Length || (isString ? p[end] != '"' : end == 0 || p[0] is (byte)'{' or (byte)'['))
            {
                return 0;
            }

            if (_field != FieldMap.Nothing)
            {
                Report(bytes[start..end], isString ? ValueKind.String : ValueKind.Literal);
            }

            return end + start;
        }
    }

    /// <summary>Puts the scanner where the last part ended.</summary>
    private void Restore()
    {
        var part = _part - 1;
        ref readonly var end = ref _partEnds[part];
        _depth = end.Depth;
        _partStacks.AsSpan(part * _stack.Length, _depth).CopyTo(_stack);
        _node = end.Node;
        _inArray = end.InArray;
        _members.Position = end.Member;
    }

    /// <summary>What a part reported, and where its end leaves the scanner.</summary>
    private readonly record struct PartEnd(int FirstReport, int EndReport, State State, int Depth, int Node, bool InArray, int Field, int Member);
}
