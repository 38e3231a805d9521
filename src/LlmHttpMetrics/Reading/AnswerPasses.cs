using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>
/// The passes of an answer. Anthropic's top-level figures do not include those of compaction, which are billed as well
/// (https://platform.claude.com/docs/en/build-with-claude/compaction-threshold), or those of an advisor, which is another model
/// (https://platform.claude.com/docs/en/agents-and-tools/tool-use/advisor-tool); they include those of ordinary passes.
/// </summary>
internal sealed class AnswerPasses(AnswerNames names)
{
    /// <summary>The maximum number of passes of one answer that are kept separately; Anthropic pauses a turn long before.</summary>
    private const int MaxPasses = 32;

    private readonly List<PassFigures> _passes = [];
    private PassFigures? _pass;

    public int Count { get; private set; }

    /// <summary>There are passes in addition to the answer itself.</summary>
    public bool IsAny => Count > 1 || (Count == 1 && !IsOwn(_passes[0]));

    public PassFigures this[int index] => _passes[index];

    /// <summary>Whether the pass was made by the model of the answer.</summary>
    public bool IsOwn(PassFigures pass) => pass.Model is null || names.Model is null || pass.Model.Text == names.Model;

    public void Begin()
    {
        Count = 0;
        _pass = null;
    }

    public void Enter()
    {
        if (Count == MaxPasses)
        {
            _pass = null;
            return;
        }

        if (Count == _passes.Count)
        {
            _passes.Add(new PassFigures());
        }

        _pass = _passes[Count++];
        _pass.Begin();
    }

    public void Leave() => _pass = null;

    public void SetModel(ReadOnlySpan<byte> name)
    {
        if (_pass is { } pass)
        {
            pass.Model = names.Of(FieldAction.PassModel, name);
        }
    }

    public void SetFigure(byte figure, ReadOnlySpan<byte> value)
    {
        if (_pass is { } pass && Number.TryReadFigure(value, out var amount))
        {
            pass.Set((Figure)figure, amount);
        }
    }

    /// <summary>A figure of all passes by the answer's model, if their sum is greater than the figure of the whole answer.</summary>
    public long? Sum(Figure figure, long? sent)
    {
        long? sum = null;
        for (var i = 0; i < Count; i++)
        {
            if (IsOwn(_passes[i]) && _passes[i].Sent(figure) is { } ofPass)
            {
                sum = (sum ?? 0) + ofPass;
            }
        }

        return sum is null || sent > sum ? sent : sum;
    }
}
