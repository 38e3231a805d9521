namespace QuickStart.Traffic;

/// <summary>All calls in a random order with random prompts; the same for the same seed.</summary>
internal static class CallPlan
{
    private static readonly string[] Words = ["compare", "the", "price", "of", "two", "models", "and", "say", "which", "answers", "sooner"];

    public static IReadOnlyList<PlannedCall> Create(int seed)
    {
        var random = new Random(seed);
        PlannedCall[] calls =
        [
            .. from scenario in Scenarios.All
               from _ in Enumerable.Range(0, scenario.Calls)
               select new PlannedCall(scenario, Prompt(random)),
        ];
        random.Shuffle(calls);
        return calls;
    }

    private static string Prompt(Random random) => string.Join(' ', random.GetItems(Words, random.Next(3, 60)));
}
