namespace LlmHttpMetrics.Counting.Learning;

/// <summary>
/// The number of a model's tokens for each token of o200k_base, before anything has been learned: measured on recorded calls, and according to the
/// makers of the models. Others are assumed to count alike.
/// </summary>
internal static class StartRatios
{
    private static readonly (string Name, double Ratio)[] Families =
    [
        ("claude-opus-4-7", 1.5), ("claude-opus-4-8", 1.5), ("claude-opus-5", 1.5), ("claude-sonnet-5", 1.5),
        ("claude", 1.1), ("gemini", 1.06), ("gemma", 1.06), ("command", 1.08),
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
