using System.Runtime.CompilerServices;

namespace LlmHttpMetrics.Json;

/// <summary>What stands between names: white space, containers, and values that are reported as a whole.</summary>
internal sealed unsafe partial class JsonScanner
{
    /// <summary>The position after white space, or that of a line end where those stop the scan.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int AfterSpace(byte* p, int i, int end, bool lines)
    {
        // One space, as many serializers put after a colon or comma.
        if (i + 1 < end && p[i] == ' ' && p[i + 1] > Space)
        {
            return i + 1;
        }

        if (!lines)
        {
            return ByteSearch.AfterSpace(p, i, end);
        }

        while (i < end && p[i] <= Space && p[i] is not ((byte)'\n' or (byte)'\r'))
        {
            i++;
        }

        return i;
    }

    /// <summary>
    /// A <c>null</c> or <c>true</c> with its end, five bytes in all. Anything else is read as any literal is, so that a
    /// misspelt one means the same over any split.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsWord(byte* p)
    {
        var word = new ReadOnlySpan<byte>(p, 4);
        return p[4] is (byte)',' or (byte)'}' or (byte)']' && (word.SequenceEqual("null"u8) || word.SequenceEqual("true"u8));
    }

    /// <summary>Opens the container that stands at the current field; false where nobody wants to look into it.</summary>
    private bool Enter(bool isArray)
    {
        ref readonly var entered = ref _map[_field];
        if (entered.Action != FieldAction.None)
        {
            _sink.Enter(entered.Action, entered.Argument, isArray ? ValueKind.Array : ValueKind.Object);
        }

        if (isArray ? entered.Element == FieldMap.Nothing : !entered.HasMembers)
        {
            _skipper.Begin();
            _state = State.Skip;
            _handsOn = entered.Action == FieldAction.Json && _sink.TakesParts;
            if (_handsOn)
            {
                _sink.Text(entered.Action, entered.Argument, isArray ? "["u8 : "{"u8);
            }

            return false;
        }

        _stack[_depth++] = (ushort)((_node << 1) | (_inArray ? 1 : 0));
        _node = _field;
        _inArray = isArray;
        _state = isArray ? State.FirstValue : State.FirstName;
        _field = entered.Element;
        return true;
    }

    private void Leave()
    {
        ref readonly var node = ref _map[_node];
        if (node.Action != FieldAction.None)
        {
            _sink.Leave(node.Action, node.Argument);
        }

        var saved = _stack[--_depth];
        _node = saved >> 1;
        _inArray = (saved & 1) != 0;
    }

    /// <summary>A piece of the JSON that somebody wants as it is.</summary>
    private void HandOn(ReadOnlySpan<byte> json, bool closed)
    {
        _sink.Text(_map[_field].Action, _map[_field].Argument, json);
        if (closed)
        {
            _handsOn = false;
            _sink.TextEnd();
        }
    }

    private void FinishLiteral()
    {
        Report(_value.AsSpan(0, _valueLength), ValueKind.Literal);
        _state = _depth == 0 ? State.Closed : State.AfterValue;
    }

    private void Report(ReadOnlySpan<byte> value, ValueKind kind)
    {
        ref readonly var node = ref _map[_field];
        if (kind == ValueKind.String && IsText(node.Action))
        {
            _sink.Text(node.Action, node.Argument, value);
            _sink.TextEnd();
        }
        else if (node.Action != FieldAction.None && !(kind == ValueKind.Literal && value is [(byte)'n', ..]))
        {
            _sink.Scalar(node.Action, node.Argument, kind, value.Length > MaxValueLength ? value[..MaxValueLength] : value);
        }
    }

    private void Keep(ReadOnlySpan<byte> piece)
    {
        var room = Math.Min(piece.Length, MaxValueLength - _valueLength);
        piece[..room].CopyTo(_value.AsSpan(_valueLength));
        _valueLength += room;
    }
}
