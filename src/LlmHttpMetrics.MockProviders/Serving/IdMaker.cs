namespace LlmHttpMetrics.MockProviders.Serving;

/// <summary>Generates ids that look like those of the services and are the same in every run of a server.</summary>
internal sealed class IdMaker
{
    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private long _last;

    public string Next(string prefix, int length) => prefix + ToLetters((ulong)Interlocked.Increment(ref _last), length);

    // SplitMix64: consecutive seeds result in ids that look unrelated.
    private static string ToLetters(ulong seed, int length) => string.Create(length, seed, static (span, state) =>
    {
        state *= 0x9E3779B97F4A7C15UL;
        for (var i = 0; i < span.Length; i++)
        {
            state += 0x9E3779B97F4A7C15UL;
            var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            span[i] = Letters[(int)((mixed ^ (mixed >> 31)) % (ulong)Letters.Length)];
        }
    });
}
