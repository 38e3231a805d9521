using System.Text;
using LlmHttpMetrics.Json;

namespace LlmHttpMetrics.Tests.Json;

/// <summary>Writes down what a scanner reports, in the words of the oracle. The argument of a field is its index.</summary>
internal sealed class FactSink(string[] paths) : FieldSink
{
    private readonly List<byte> _text = [];
    private int _textField = -1;

    public List<string> Facts { get; } = [];

    public IReadOnlyList<string> Finish()
    {
        EndText();
        return Facts;
    }

    public override void Scalar(FieldAction action, byte argument, ValueKind kind, ReadOnlySpan<byte> value)
    {
        EndText();
        Facts.Add($"{paths[argument]} {(kind == ValueKind.String ? "string" : "literal")} {Encoding.UTF8.GetString(value)}");
    }

    public override void Text(FieldAction action, byte argument, ReadOnlySpan<byte> utf8)
    {
        _textField = argument;
        _text.AddRange(utf8);
    }

    public override void Enter(FieldAction action, byte argument, ValueKind kind)
    {
        EndText();
        Facts.Add($"{paths[argument]} enter");
    }

    public override void Leave(FieldAction action, byte argument)
    {
        EndText();
        Facts.Add($"{paths[argument]} leave");
    }

    /// <summary>Text has no end of its own: the next fact ends it. Empty text may not be reported at all.</summary>
    private void EndText()
    {
        if (_textField >= 0 && _text.Count > 0)
        {
            Facts.Add($"{paths[_textField]} text {Encoding.UTF8.GetString([.. _text])}");
        }

        _text.Clear();
        _textField = -1;
    }
}
