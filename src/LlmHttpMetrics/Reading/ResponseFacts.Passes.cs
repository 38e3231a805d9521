using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>
/// The passes of an answer. Anthropic's top-level figures do not include those of compaction, which are billed as well
/// (https://platform.claude.com/docs/en/build-with-claude/compaction-threshold), or those of an advisor, which is another model
/// (https://platform.claude.com/docs/en/agents-and-tools/tool-use/advisor-tool); they include those of ordinary passes.
/// </summary>
internal sealed partial class ResponseFacts
{
    /// <summary>The maximum number of passes of one answer that are kept separately; Anthropic pauses a turn long before.</summary>
    private const int MaxPasses = 32;

    private readonly List<PassFigures> _passes = [];
    private PassFigures? _pass;

    public int PassCount { get; private set; }

    /// <summary>There were more passes than are kept separately.</summary>
    public bool PassesCut { get; private set; }

    /// <summary>There are passes in addition to the answer itself.</summary>
    public bool HasPasses => PassCount > 1 || (PassCount == 1 && !IsOwn(_passes[0]));

    public PassFigures Pass(int index) => _passes[index];

    /// <summary>Whether the pass was made by the model of the answer.</summary>
    public bool IsOwn(PassFigures pass) => pass.Model is null || _model is null || ReferenceEquals(pass.Model, _model) || pass.Model.Text == _model.Text;

    /// <summary>Output of passes before the answer's own, such as a summary, which is generated before the first token of the answer.</summary>
    public long OutputBeforeAnswer => PassCount > 0 && SentAtTop(Figure.Output) is { } own && OutputTokens is { } all ? Math.Max(0, all - own) : 0;

    private void BeginPasses()
    {
        PassCount = 0;
        PassesCut = false;
        _pass = null;
    }

    private void EnterPass()
    {
        if (PassCount == MaxPasses)
        {
            PassesCut = true;
            _pass = null;
            return;
        }

        if (PassCount == _passes.Count)
        {
            _passes.Add(new PassFigures());
        }

        _pass = _passes[PassCount++];
        _pass.Begin();
    }

    private void SetPassFigure(Figure figure, ReadOnlySpan<byte> value)
    {
        if (_pass is { } pass && Number.TryReadFigure(value, out var amount))
        {
            pass.Set(figure, amount);
        }
    }

    /// <summary>A figure of all passes by the answer's model, if their sum is greater than the figure of the whole answer.</summary>
    private long? WithPasses(Figure figure, long? sent)
    {
        long? sum = null;
        for (var i = 0; i < PassCount; i++)
        {
            if (IsOwn(_passes[i]) && _passes[i].Sent(figure) is { } ofPass)
            {
                sum = (sum ?? 0) + ofPass;
            }
        }

        return sum is null || sent > sum ? sent : sum;
    }
}
