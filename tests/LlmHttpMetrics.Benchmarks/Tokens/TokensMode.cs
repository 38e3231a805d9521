using System.Diagnostics;
using System.Globalization;
using System.Text;
using LlmHttpMetrics.Tokenizers;

namespace LlmHttpMetrics.Benchmarks.Tokens;

internal static class TokensMode
{
    private const int Rounds = 9;

    public static void Run(string encoding)
    {
        var tokenizer = TokenEncodings.Get(encoding);
        foreach (var (name, text) in new[] { ("prose", TokenInputs.Prose()), ("code", TokenInputs.Code()), ("multi", TokenInputs.Multilingual()) }
            .Concat(Environment.GetEnvironmentVariable("TOK_EXTRA") is { } f ? f.Split(',').Select(x => (x, File.ReadAllText(x))) : []))
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            var count = 0;
            var ofText = Time(() => count = tokenizer.Count(text));
            var ofBytes = Time(() => tokenizer.CountUtf8(utf8));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {utf8.Length} B, {count} tokens, chars {utf8.Length / ofText / 1e6:0} MB/s, utf8 {utf8.Length / ofBytes / 1e6:0} MB/s"));
        }

        var messages = TokenInputs.Messages();
        var bytesM = messages.Select(Encoding.UTF8.GetBytes).ToArray();
        var t = Time(() => { foreach (var m in messages) { tokenizer.Count(m); } });
        var t8 = Time(() => { foreach (var m in bytesM) { tokenizer.CountUtf8(m); } });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"message {t / messages.Length * 1e9:0} ns, utf8 {t8 / messages.Length * 1e9:0} ns"));
        foreach (var (name, make) in TokenInputs.Pathological())
        {
            var small = make(10_000);
            var large = make(100_000);
            var ts = Time(() => tokenizer.Count(small));
            var tl = Time(() => tokenizer.Count(large));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {tl * 1e6:0} us for 100 KB, x{tl / ts:0.0}"));
        }
    }

    private static double Time(Action action)
    {
        for (var s = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(s).TotalMilliseconds < 250;)
        {
            action();
        }

        var times = new double[Rounds];
        for (var i = 0; i < Rounds; i++)
        {
            var n = 0;
            var s = Stopwatch.GetTimestamp();
            do
            {
                action();
                n++;
            }
            while (Stopwatch.GetElapsedTime(s).TotalMilliseconds < 5);
            times[i] = Stopwatch.GetElapsedTime(s).TotalSeconds / n;
        }

        return times.Order().ElementAt(Rounds / 2);
    }
}
