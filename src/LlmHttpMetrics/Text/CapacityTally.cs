using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Text;

/// <summary>
/// Counts text in units of capacity as it passes. The text of one part may arrive in any number of pieces, and the parts of an answer (its
/// choices) may alternate.
/// </summary>
internal sealed class CapacityTally : ITextSink
{
    /// <summary>The maximum number of parts of an answer that are counted separately; OpenAI allows 128 choices.</summary>
    private const int MaxParts = 128;

    private readonly TextScan[] _answers = new TextScan[MaxParts];
    private TextScan _input;
    private int _inputPart = -1;
    private int _answerParts;

    /// <summary>The next sink for the text.</summary>
    public ITextSink? Next { get; set; }

    /// <summary>Text that the caller sent.</summary>
    public CapacityCounts Input => _input.Counts;

    /// <summary>The visible text of the answer.</summary>
    public CapacityCounts Output
    {
        get
        {
            CapacityCounts sum = default;
            foreach (ref readonly var answer in _answers.AsSpan(0, _answerParts))
            {
                var more = answer.Counts;
                sum = new(sum.Characters + more.Characters, sum.Words + more.Words, sum.Bytes + more.Bytes, sum.Lines + more.Lines);
            }

            return sum;
        }
    }

    public void Reset()
    {
        _input = default;
        _inputPart = -1;
        Array.Clear(_answers, 0, _answerParts);
        _answerParts = 0;
        Next = null;
    }

    public void OnText(TextKind kind, int part, ReadOnlySpan<byte> utf8)
    {
        if (kind == TextKind.Answer)
        {
            part = Math.Min(part, MaxParts - 1);
            _answerParts = Math.Max(_answerParts, part + 1);
            _answers[part].Add(utf8);
        }
        else if (kind == TextKind.Input)
        {
            if (part != _inputPart)
            {
                _inputPart = part;
                _input.BeginPart();
            }

            _input.Add(utf8);
        }

        Next?.OnText(kind, part, utf8);
    }
}
