namespace LlmHttpMetrics.Counting.Learning;

/// <summary>
/// How many tokens of a model's come to one of o200k_base before anything has been learned: measured over recorded calls, and by what
/// its makers say. Others are taken to count alike.
/// </summary>
internal static class StartRatios
{
    private static readonly (string Name, double Ratio)[] Families =
    [
        ("claude-opus-4-7", 1.5), ("claude-opus-4-8", 1.5), ("claude-opus-5", 1.5), ("claude-sonnet-5", 1.5), ("claude", 1.1), ("gemini", 1.06), ("gemma", 1.06), ("command", 1.08),
    ];

    public static double Of(string model)
    {
        foreach (var (name, ratio) in Families)
        {
            if (model.Contains(name, StringComparison.OrdinalIgnoreCase))
            {
                return ratio;
            }
        }

        return 1;
    }
}
