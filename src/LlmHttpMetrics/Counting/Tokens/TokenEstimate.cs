namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>
/// Estimates tokens without reading text. The bytes per character indicate the script: the rates are those of o200k_base, measured on 150,000
/// characters each of English, Russian, Chinese and Japanese.
/// </summary>
internal static class TokenEstimate
{
    /// <summary>The confidence of the estimate: the error is within 10 to 20 % for prose, but not for data and code.</summary>
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

        // With one, two and three bytes per character, the extra bytes show how much is beyond ASCII, but not in which script: a text in which more
        // than every second character has extra bytes is assumed to be in a script of three bytes.
        var extra = Math.Max(0, bytes - characters);
        var beyond = extra > characters ? extra / 2.0 : extra;
        var rate = extra > characters ? ThreeBytesPerToken : TwoBytesPerToken;
        var other = Math.Min(beyond, characters);
        return Math.Max(1, (long)Math.Round(((characters - other) / LatinPerToken) + (other / rate)));
    }
}
