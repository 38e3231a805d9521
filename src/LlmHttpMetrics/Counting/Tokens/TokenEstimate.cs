namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>
/// A guess at tokens without reading text. Bytes per character tell what it is written in: the rates are those of o200k_base,
/// measured on 150,000 characters each of English, Russian, Chinese and Japanese.
/// </summary>
internal static class TokenEstimate
{
    /// <summary>How far the guess may be trusted: prose is met within a tenth or two, data and code are not.</summary>
    public const double Confidence = 0.5;

    private const double LatinPerToken = 4.4;
    private const double TwoBytesPerToken = 4.0;
    private const double ThreeBytesPerToken = 1.6;

    public static long Of(long characters, long bytes)
    {
        if (characters <= 0)
        {
            return 0;
        }

        // With one, two and three bytes a character the extra bytes say how much is beyond ASCII, though not in which script:
        // text of which more than every second character has them is taken to be written in a script of three.
        var extra = Math.Max(0, bytes - characters);
        var beyond = extra > characters ? extra / 2.0 : extra;
        var rate = extra > characters ? ThreeBytesPerToken : TwoBytesPerToken;
        var other = Math.Min(beyond, characters);
        return Math.Max(1, (long)Math.Round(((characters - other) / LatinPerToken) + (other / rate)));
    }
}
