namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>Every mutation there is.</summary>
internal static class AllMutations
{
    public static readonly IReadOnlyList<IMutation> List =
    [
        new BitFlips(), new Cut(), new Splice(), new MovedPiece(), new WrongContentType(), new OddNumber(), new NullValue(), new ArrayValue(),
        new DuplicateKey(), new EscapedKey(),
        new LoneSurrogate(), new InvalidUtf8(), new NulByte(), new DeepNesting(), new LongString(), new TinyEvents(), new BadFrame(),
        new EndlessLine(), new EndlessAnswer(), new OddHeader(),
        new OddStatus(), new WrongCoding(),
    ];

    public static IMutation Named(string name) => List.Single(mutation => mutation.GetType().Name == name);
}
