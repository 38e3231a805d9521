using LlmHttpMetrics.Measurement;
using LlmHttpMetrics.Observation;
using LlmHttpMetrics.Observation.Wire;
using LlmHttpMetrics.Providers.OpenAi;

namespace LlmHttpMetrics.Tests.Observation;

[TestFixture]
public sealed class RequestReaderTests
{
    [Test]
    public void Parameters_OfTheRequestBefore_AreForgotten()
    {
        var reader = new RequestReader();
        Read(reader, """{"model":"m","max_tokens":7,"temperature":0.5,"reasoning_effort":"low","stream":true}"""u8);
        Assert.That(reader.Number(RequestParameter.MaxTokens), Is.EqualTo(7));
        Assert.That(reader.Number(RequestParameter.Temperature), Is.EqualTo(0.5));
        var words = Words(reader);
        Assert.That(words, Is.EqualTo(new[] { "low" }));

        Read(reader, """{"model":"m","temperature":1e999}"""u8);
        Assert.That(Enum.GetValues<RequestParameter>().Where(parameter => parameter < RequestParameter.Count).Select(reader.Number), Is.All.Null);
        Assert.That(Words(reader), Is.Empty);
    }

    private static string[] Words(RequestReader reader) =>
        [.. Enum.GetValues<RequestParameter>().Where(parameter => parameter < RequestParameter.Count).Select(reader.Word).OfType<string>()];

    private static void Read(RequestReader reader, ReadOnlySpan<byte> body)
    {
        reader.Begin(ChatCompletions.Format, streams: false, isMultipart: false, new TextTally());
        reader.Feed(body);
    }
}
