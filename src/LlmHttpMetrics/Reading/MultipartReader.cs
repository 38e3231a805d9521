using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>
/// Finds the model and the stream parameter among the parts of a form (audio, image edits): RFC 7578. It searches for the name of a part, skips
/// to the empty line after it, and reads the value; files are skipped.
/// </summary>
internal sealed class MultipartReader(FieldSink sink)
{
    private static readonly (byte[] Name, FieldAction Action, byte Argument)[] Wanted =
    [
        ("name=\"model\""u8.ToArray(), FieldAction.Model, 0),
        ("name=model\r\n"u8.ToArray(), FieldAction.Model, 0),
        ("name=\"stream\""u8.ToArray(), FieldAction.Parameter, (byte)RequestParameter.Stream),
        ("name=stream\r\n"u8.ToArray(), FieldAction.Parameter, (byte)RequestParameter.Stream),
    ];

    private static ReadOnlySpan<byte> EmptyLine => "\r\n\r\n"u8;

    private readonly byte[] _value = new byte[JsonScanner.MaxValueLength];
    private readonly int[] _matched = new int[Wanted.Length];
    private int _found;
    private int _lineBytes;
    private int _valueLength;
    private Step _step;

    private enum Step : byte
    {
        Name,
        EmptyLine,
        Value,
    }

    public void Begin()
    {
        Array.Clear(_matched);
        _step = Step.Name;
    }

    public void Consume(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_step == Step.Name && Array.TrueForAll(_matched, length => length == 0))
            {
                // Every name begins with an n: skip bytes that cannot begin one.
                var start = bytes.IndexOf((byte)'n');
                if (start < 0)
                {
                    return;
                }

                bytes = bytes[start..];
            }

            Read(bytes[0]);
            bytes = bytes[1..];
        }
    }

    private void Read(byte b)
    {
        switch (_step)
        {
            case Step.Name:
                MatchNames(b);
                break;
            case Step.EmptyLine:
                _lineBytes = b == EmptyLine[_lineBytes] ? _lineBytes + 1 : b == EmptyLine[0] ? 1 : 0;
                if (_lineBytes == EmptyLine.Length)
                {
                    _step = Step.Value;
                    _valueLength = 0;
                }

                break;
            case Step.Value when b is (byte)'\r' or (byte)'\n':
                sink.Scalar(Wanted[_found].Action, Wanted[_found].Argument, ValueKind.String, _value.AsSpan(0, _valueLength));
                Begin();
                break;
            case Step.Value when _valueLength < _value.Length:
                _value[_valueLength++] = b;
                break;
        }
    }

    private void MatchNames(byte b)
    {
        for (var i = 0; i < Wanted.Length; i++)
        {
            var name = Wanted[i].Name;
            _matched[i] = b == name[_matched[i]] ? _matched[i] + 1 : b == name[0] ? 1 : 0;
            if (_matched[i] == name.Length)
            {
                _found = i;
                _step = Step.EmptyLine;

                // If the name is not quoted, the line end after it has already been read.
                _lineBytes = name[^1] == '\n' ? 2 : 0;
                Array.Clear(_matched);
                return;
            }
        }
    }
}
