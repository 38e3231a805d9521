namespace LlmHttpMetrics.Json;

/// <summary>Passes on what the scanner reports and keeps it, so that it can be reported again.</summary>
internal sealed class RecordedReports(FieldSink sink) : FieldSink
{
    private const int MaxReports = 48;
    private const int MaxBytes = 512;

    private readonly Report[] _reports = new Report[MaxReports];
    private readonly byte[] _values = new byte[MaxBytes];
    private int _length;

    private enum Kind : byte
    {
        Scalar,
        Text,
        Enter,
        Leave,
    }

    /// <summary>Reports kept.</summary>
    public int Count { get; private set; }

    /// <summary>Those of them that neither last nor are moves.</summary>
    public int Others { get; private set; }

    /// <summary>Those of them that are moves.</summary>
    public int Moves { get; private set; }

    /// <summary>There was no room for one, so that the rest is incomplete.</summary>
    public bool Overflowed { get; private set; }

    public void Clear()
    {
        Count = Others = Moves = _length = 0;
        Overflowed = false;
    }

    /// <summary>Makes reports again, those from one position to before another.</summary>
    /// <param name="from">The first.</param>
    /// <param name="to">After the last.</param>
    /// <param name="changing">Only those that do not last: all have been made for the document before.</param>
    public void Replay(int from, int to, bool changing)
    {
        foreach (ref readonly var report in _reports.AsSpan(from, to - from))
        {
            if (changing && report.Lasts)
            {
                continue;
            }

            var value = _values.AsSpan(report.Start, report.Length);
            switch (report.Kind)
            {
                case Kind.Scalar: sink.Scalar(report.Action, report.Argument, report.ValueKind, value); break;
                case Kind.Text: sink.Text(report.Action, report.Argument, value); break;
                case Kind.Enter: sink.Enter(report.Action, report.Argument, report.ValueKind); break;
                default: sink.Leave(report.Action, report.Argument); break;
            }
        }
    }

    public override void Scalar(FieldAction action, byte argument, ValueKind kind, ReadOnlySpan<byte> value)
    {
        Keep(Kind.Scalar, action, argument, kind, value);
        sink.Scalar(action, argument, kind, value);
    }

    public override void Text(FieldAction action, byte argument, ReadOnlySpan<byte> utf8)
    {
        Keep(Kind.Text, action, argument, ValueKind.String, utf8);
        sink.Text(action, argument, utf8);
    }

    public override void Enter(FieldAction action, byte argument, ValueKind kind)
    {
        Keep(Kind.Enter, action, argument, kind, []);
        sink.Enter(action, argument, kind);
    }

    public override void Leave(FieldAction action, byte argument)
    {
        Keep(Kind.Leave, action, argument, ValueKind.Object, []);
        sink.Leave(action, argument);
    }

    private void Keep(Kind kind, FieldAction action, byte argument, ValueKind valueKind, ReadOnlySpan<byte> value)
    {
        if (Count == MaxReports || !value.TryCopyTo(_values.AsSpan(_length)))
        {
            Overflowed = true;
            return;
        }

        var lasts = kind == Kind.Scalar && sink.IsLasting(action, value);
        var isMove = sink.IsMove(action);
        _reports[Count++] = new Report(kind, action, argument, valueKind, (ushort)_length, (ushort)value.Length, lasts);
        _length += value.Length;
        Moves += isMove ? 1 : 0;
        Others += lasts || isMove ? 0 : 1;
    }

    private readonly record struct Report(Kind Kind, FieldAction Action, byte Argument, ValueKind ValueKind, ushort Start, ushort Length, bool Lasts);
}
