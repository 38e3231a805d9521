using System.Diagnostics;
using System.Text;
using LlmHttpMetrics.FuzzTests.Cases;
using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.LongMode;

/// <summary>Bodies of any length that must not be buffered: a stream, a string and many events.</summary>
internal static class LargeBodies
{
    private const int Megabyte = 1024 * 1024;
    private const string Chat = "https://api.openai.com/v1/chat/completions";
    private const string EventStream = "text/event-stream";

    /// <summary>What begins the body, what is repeated, and how it is read.</summary>
    public static readonly IReadOnlyList<LargeBody> List =
    [
        new(
            "stream of chat events",
            EventStream,
            "",
            "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"gpt-5\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\" "
                + "word\"},\"finish_reason\":null}]}\n\n"),
        new("stream of tiny events", EventStream, "", "data: {}\n\n"),
        new("stream of one event that never ends", EventStream, "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"", "never ends "),
        new("answer of one string", "application/json", "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"", "Hi there. "),
        new("string that nobody wants", "application/json", "{\"junk\":\"", "Hi there. "),
        new("string of escapes", "application/json", "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"", "\\n\\u00e9\\ud83d\\ude42"),
        new("array of choices", "application/json", "{\"choices\":[", "{\"index\":1,\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"},"),
    ];

    /// <summary>The call that it answers, of which the caller reads so many bytes.</summary>
    public static FuzzCase CaseOf(LargeBody body, long length) => new()
    {
        Exchange = new Exchange
        {
            Name = body.Name,
            Url = Chat,
            Request = Encoding.UTF8.GetBytes(
                $$"""{"model":"gpt-5","stream":{{(body.ContentType == EventStream ? "true" : "false")}},"messages":[{"role":"user","content":"Hi"}]}"""),
            ResponseHeaders = [new("content-type", body.ContentType)],
            Response = Encoding.UTF8.GetBytes(body.Start),
            Tail = Block(body.Again),
            Counted = 1,
            IsKnownByPath = true,
        },
        Ending = CallEnding.Disposed,
        EndsAt = (int)length,
    };

    /// <summary>Reads so many bytes of a body and gives what was allocated meanwhile, or what is wrong.</summary>
    public static (long Held, string? Failure) Read(LargeBody body, long length)
    {
        var failure = CaseRunner.Shared.Run(CaseOf(body, length));
        return (CaseRunner.Shared.Allocated, failure);
    }

    /// <summary>Reads a gigabyte of each and prints a line of each; false where one held too much or was harmed.</summary>
    public static bool Report(TextWriter output)
    {
        var good = true;
        foreach (var body in List)
        {
            _ = Read(body, Megabyte);
            var started = Stopwatch.GetTimestamp();
            var (held, failure) = Read(body, 1024L * Megabyte);
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            output.WriteLine($"1 GB, {body.Name}: {held} bytes allocated meanwhile, {1024 / seconds:F0} MB/s{(failure is null ? "" : $", {failure}")}");
            good &= failure is null && held <= CaseRunner.MostHeld;
        }

        return good;
    }

    /// <summary>Long enough for the network to copy in large pieces.</summary>
    private static byte[] Block(string again)
    {
        const int Length = 64 * 1024;
        var one = Encoding.UTF8.GetBytes(again);
        return [.. Enumerable.Repeat(one, Math.Max(1, Length / one.Length)).SelectMany(copy => copy)];
    }
}
