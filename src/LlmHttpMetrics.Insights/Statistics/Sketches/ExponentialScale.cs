namespace LlmHttpMetrics.Insights.Statistics.Sketches;

/// <summary>
/// OpenTelemetry's base-2 exponential buckets at scale 7: bucket i contains values greater than 2^(i/128) and at most 2^((i+1)/128)
/// (https://opentelemetry.io/docs/specs/otel/metrics/data-model/#exponentialhistogram).
/// </summary>
internal static class ExponentialScale
{
    public const int BucketsPerOctave = 1 << Scale;

    private const int Scale = 7;
    private const int FractionBits = 52;
    private const int ExponentBias = 1023;
    private const long FractionMask = (1L << FractionBits) - 1;

    /// <summary>
    /// The fractions of the largest doubles below 2^(k/128). All of these numbers except the first are irrational, so that a comparison with them
    /// is exact for every double; a logarithm would not be. The last is greater than any fraction.
    /// </summary>
    private static readonly long[] Boundaries =
    [
        0x0, 0x163DA9FB3335, 0x2C9A3E778060, 0x4315E86E7F84, 0x59B0D3158574, 0x706B29DDF6DD, 0x874518759BC8, 0x9E3ECAC6F383,
        0xB5586CF9890F, 0xCC922B7247F7, 0xE3EC32D3D1A2, 0xFB66AFFED31A, 0x11301D0125B50, 0x12ABDC06C31CB, 0x1429AAEA92DDF, 0x15A98C8A58E51,
        0x172B83C7D517A, 0x18AF9388C8DE9, 0x1A35BEB6FCB75, 0x1BBE084045CD3, 0x1D4873168B9AA, 0x1ED5022FCD91C, 0x2063B88628CD6, 0x21F49917DDC96,
        0x2387A6E756238, 0x251CE4FB2A63F, 0x26B4565E27CDD, 0x284DFE1F56380, 0x29E9DF51FDEE1, 0x2B87FD0DAD98F, 0x2D285A6E4030B, 0x2ECAFA93E2F56,
        0x306FE0A31B715, 0x32170FC4CD831, 0x33C08B26416FF, 0x356C55F929FF0, 0x371A7373AA9CA, 0x38CAE6D05D865, 0x3A7DB34E59FF6, 0x3C32DC313A8E4,
        0x3DEA64C123422, 0x3FA4504AC801B, 0x4160A21F72E29, 0x431F5D950A896, 0x44E086061892D, 0x46A41ED1D0057, 0x486A2B5C13CD0, 0x4A32AF0D7D3DE,
        0x4BFDAD5362A27, 0x4DCB299FDDD0D, 0x4F9B2769D2CA6, 0x516DAA2CF6641, 0x5342B569D4F81, 0x551A4CA5D920E, 0x56F4736B527DA, 0x58D12D497C7FD,
        0x5AB07DD485429, 0x5C9268A5946B7, 0x5E76F15AD2148, 0x605E1B976DC08, 0x6247EB03A5584, 0x6434634CCC31F, 0x6623882552224, 0x68155D44CA973,
        0x6A09E667F3BCC, 0x6C012750BDABE, 0x6DFB23C651A2E, 0x6FF7DF9519483, 0x71F75E8EC5F73, 0x73F9A48A58173, 0x75FEB564267C8, 0x780694FDE5D3F,
        0x7A11473EB0186, 0x7C1ED0130C132, 0x7E2F336CF4E62, 0x80427543E1A11, 0x82589994CCE12, 0x8471A4623C7AC, 0x868D99B4492EC, 0x88AC7D98A6699,
        0x8ACE5422AA0DB, 0x8CF3216B5448B, 0x8F1AE99157736, 0x9145B0B91FFC5, 0x93737B0CDC5E4, 0x95A44CBC8520E, 0x97D829FDE4E4F, 0x9A0F170CA07B9,
        0x9C49182A3F090, 0x9E86319E32323, 0xA0C667B5DE564, 0xA309BEC4A2D33, 0xA5503B23E255C, 0xA799E1330B358, 0xA9E6B5579FDBF, 0xAC36BBFD3F379,
        0xAE89F995AD3AD, 0xB0E07298DB665, 0xB33A2B84F15FA, 0xB59728DE55939, 0xB7F76F2FB5E46, 0xBA5B030A10649, 0xBCC1E904BC1D2, 0xBF2C25BD71E08,
        0xC199BDD85529C, 0xC40AB5FFFD07A, 0xC67F12E57D14B, 0xC8F6D9406E7B5, 0xCB720DCEF9069, 0xCDF0B555DC3F9, 0xD072D4A07897B, 0xD2F87080D89F1,
        0xD5818DCFBA487, 0xD80E316C98397, 0xDA9E603DB3285, 0xDD321F301B460, 0xDFC97337B9B5E, 0xE264614F5A128, 0xE502EE78B3FF6, 0xE7A51FBC74C83,
        0xEA4AFA2A490D9, 0xECF482D8E67F0, 0xEFA1BEE615A27, 0xF252B376BBA97, 0xF50765B6E4540, 0xF7BFDAD9CBE13, 0xFA7C1819E90D8, 0xFD3C22B8F71F1,
        long.MaxValue,
    ];

    /// <summary>For each value of a fraction's highest bits, the last boundary below all fractions that start with these bits.</summary>
    private static readonly byte[] FirstGuesses = MakeFirstGuesses();

    /// <summary>The bucket of a positive, normal number.</summary>
    public static int IndexOf(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var octave = ((int)(bits >> FractionBits) - ExponentBias) << Scale;
        var fraction = bits & FractionMask;
        if (fraction == 0)
        {
            // The upper bound of a bucket is inclusive, so a power of two belongs to the bucket that ends there.
            return octave - 1;
        }

        int bucket = FirstGuesses[fraction >> (FractionBits - Scale)];
        while (fraction > Boundaries[bucket + 1])
        {
            bucket++;
        }

        return octave + bucket;
    }

    /// <summary>The value whose relative distance to any value in the bucket is at most (2^(1/128) - 1) / (2^(1/128) + 1), which is 0.271 %.</summary>
    public static double Middle(int index)
    {
        var (low, high) = (LowerBound(index), LowerBound(index + 1));
        return 2 * low * high / (low + high);
    }

    /// <summary>The exclusive lower bound of the bucket, as exact as a double allows.</summary>
    public static double LowerBound(int index)
    {
        var exponent = (long)(index >> Scale) + ExponentBias;
        return BitConverter.Int64BitsToDouble((exponent << FractionBits) | Boundaries[index & (BucketsPerOctave - 1)]);
    }

    private static byte[] MakeFirstGuesses()
    {
        var guesses = new byte[BucketsPerOctave];
        for (var i = 0; i < guesses.Length; i++)
        {
            while (Boundaries[guesses[i] + 1] < (long)i << (FractionBits - Scale))
            {
                guesses[i]++;
            }
        }

        return guesses;
    }
}
