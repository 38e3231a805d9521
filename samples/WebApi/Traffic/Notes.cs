namespace WebApi.Traffic;

/// <summary>The text that users paste below their questions, and the instructions before every question to one model.</summary>
internal static class Notes
{
    private static readonly string[] Sentences =
    [
        "The train to the coast was late again because of the snow on the line.",
        "Ann takes the minutes this week and sends them to all by Thursday noon.",
        "The parcel was last seen in the depot at the harbour on Monday evening.",
        "We agreed to measure first and to change one thing at a time after that.",
        "The new price holds from the first of next month for all open orders.",
    ];

    /// <summary>Whole sentences with that many words or a few more.</summary>
    public static string Of(int words)
    {
        List<string> text = [];
        for (var count = 0; count < words; count += text[^1].Count(c => c == ' ') + 1)
        {
            text.Add(Sentences[text.Count % Sentences.Length]);
        }

        return string.Join(' ', text);
    }
}
