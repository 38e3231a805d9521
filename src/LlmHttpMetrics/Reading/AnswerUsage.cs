using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>The usage of an answer, from its figures and those of its passes, by the rules of the format.</summary>
internal sealed class AnswerUsage(ReportedFigures figures, AnswerPasses passes)
{
    private WireFormat _format = null!;

    /// <summary>A figure as sent, from the preferred group that has any; of an answer with several passes, the sum of all.</summary>
    public long? Sent(Figure figure) => passes.Count > 0 ? passes.Sum(figure, figures.Sent(figure)) : figures.Sent(figure);

    /// <summary>Input tokens, cached ones included.</summary>
    public long? InputTokens
    {
        get
        {
            var input = Sent(Figure.Input);
            if (input is null && (_format.Usage & UsageRule.TotalIsInput) != 0)
            {
                return Sent(Figure.Total);
            }

            return WithCache(input, Sent(Figure.CachedInput), CacheWriteTokens);
        }
    }

    /// <summary>An input figure that includes cached tokens.</summary>
    public long? WithCache(long? input, long? read, long? written) =>
        (_format.Usage & UsageRule.CacheOutsideInput) != 0 ? input + (read ?? 0) + (written ?? 0) : input;

    /// <summary>
    /// Output tokens, reasoning included. OpenAI-compatible services include reasoning in the completion, except for those whose total (x.ai) or
    /// whose figures (Perplexity's deep research) show that they do not.
    /// </summary>
    public long? OutputTokens
    {
        get
        {
            var output = Sent(Figure.Output);
            if ((_format.Usage & UsageRule.ReasoningOutsideOutput) != 0)
            {
                return output is null && Sent(Figure.Reasoning) is null ? null : (output ?? 0) + (Sent(Figure.Reasoning) ?? 0);
            }

            if (RestOfTotal is > 0 and var rest)
            {
                return (output ?? 0) + rest;
            }

            return Sent(Figure.Reasoning) is > 0 and var reasoning && IsOutside(reasoning, output) ? output + reasoning : output;
        }
    }

    /// <summary>Reasoning is not part of the output if the total shows it, or if it is greater than the output.</summary>
    private bool IsOutside(long reasoning, long? output) =>
        Sent(Figure.Total) - Sent(Figure.Input) - output == reasoning || (reasoning > output && (_format.Usage & UsageRule.ReasoningIsEstimate) == 0);

    /// <summary>Reasoning tokens.</summary>
    public long? ReasoningTokens =>
        Sent(Figure.Reasoning) is > 0 and var reasoning ? reasoning
        : RestOfTotal is > 0 and var rest ? rest
        : Sent(Figure.Reasoning);

    /// <summary>The part of the total besides input and output, if that is reasoning.</summary>
    private long? RestOfTotal => (_format.Usage & UsageRule.RestIsReasoning) != 0 ? Sent(Figure.Total) - Sent(Figure.Input) - (Sent(Figure.Output) ?? 0) : null;

    public long? CacheWriteTokens =>
        Sent(Figure.CacheWrite) ?? (Sent(Figure.CacheWrite5Minutes) is null && Sent(Figure.CacheWrite1Hour) is null
            ? null
            : (Sent(Figure.CacheWrite5Minutes) ?? 0) + (Sent(Figure.CacheWrite1Hour) ?? 0));

    /// <summary>Output of passes before the answer's own, such as a summary, which is generated before the first token of the answer.</summary>
    public long OutputBeforeAnswer => passes.Count > 0 && figures.Sent(Figure.Output) is { } own && OutputTokens is { } all ? Math.Max(0, all - own) : 0;

    public void Begin(WireFormat format) => _format = format;
}
