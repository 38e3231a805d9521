using System.Text;
using System.Text.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>Adds up the tokens of the parts of a request, without its frame.</summary>
internal sealed class RequestCount
{
    private const int TailLength = 64;

    private readonly RequestFrame _frame;
    private readonly TextCount _count;
    private readonly Func<string, long> _countText;
    private string? _systemTail;
    private long _tokens;
    private bool _isBesideSystem;

    /// <param name="frame">The rules.</param>
    /// <param name="count">Counts text.</param>
    public RequestCount(in RequestFrame frame, TextCount count)
    {
        _frame = frame;
        _count = count;
        _countText = text => count(Encoding.UTF8.GetBytes(text));
        Method = frame.InputMethod;
    }

    /// <summary>Counts the tokens of a text.</summary>
    public delegate long TextCount(ReadOnlySpan<byte> utf8);

    /// <summary>The least accurate method used so far.</summary>
    public CountMethod Method { get; private set; }

    /// <summary>The sum, once everything has been added.</summary>
    public long Sum() => _tokens + (_isBesideSystem && _systemTail is not null ? _frame.Parts!.BesideSystem(_systemTail, _countText) : 0);

    public void Add(TextKind kind, int part, ReadOnlySpan<byte> utf8)
    {
        switch (kind)
        {
            case TextKind.Tools or TextKind.ToolChoice or TextKind.ToolCalls or TextKind.AnswerSchema:
                AddJson(kind, utf8);
                break;
            case TextKind.Name:
                _tokens += _count(utf8) + _frame.PerName;
                break;
            default:
                _tokens += _count(_frame.TrimsText ? Trim(utf8) : utf8);
                if (part == _frame.Shape.SystemPart)
                {
                    _systemTail = Encoding.UTF8.GetString(utf8[^Math.Min(TailLength, utf8.Length)..]);
                }

                break;
        }
    }

    /// <summary>Counts by the rules of the model; as raw JSON if they do not cover it, or if there are none.</summary>
    private void AddJson(TextKind kind, ReadOnlySpan<byte> json)
    {
        if (ByRules(kind, json) is { } tokens)
        {
            _tokens += tokens;
            _isBesideSystem |= tokens > 0 && (kind is TextKind.Tools or TextKind.AnswerSchema);
            Method = Method == CountMethod.Exact && tokens != 0 ? CountMethod.Formula : Method;
        }
        else
        {
            _tokens += _count(json);
            Method = CountMethod.Estimate;
        }
    }

    private long? ByRules(TextKind kind, ReadOnlySpan<byte> json)
    {
        if (_frame.Parts is not { } rules)
        {
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(json);
            using var part = JsonDocument.ParseValue(ref reader);
            return rules.Tokens(kind, part.RootElement, _countText);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The JSON was cut off, is not valid, or contains half of a surrogate pair, which is not text.
            return null;
        }
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> utf8) => utf8.Trim(" \t\r\n"u8);
}
