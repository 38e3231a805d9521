using System.Text;
using System.Text.Json;
using LlmHttpMetrics.Vocabulary;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>Adds up what the parts of a request cost, its frame left out.</summary>
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

    /// <summary>How well all of it is counted.</summary>
    public CountMethod Method { get; private set; }

    /// <summary>The sum, when all has been added.</summary>
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

    /// <summary>By the rules of the model; as the JSON that it is where they say nothing of it, or where it is none.</summary>
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
            // It was cut off, or is no JSON, or holds half of a surrogate pair, which is no text.
            return null;
        }
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> utf8) => utf8.Trim(" \t\r\n"u8);
}
