namespace QuickStart.Traffic;

/// <summary>The long text at the start of many prompts, which providers therefore cache.</summary>
internal static class Handbook
{
    private static readonly string[] Words =
        "answer in short sentences and say which source each figure comes from before you compare the price of one model with another".Split(' ');

    public static string Of(int words) => string.Join(' ', Enumerable.Range(0, words).Select(i => Words[i % Words.Length]));
}
