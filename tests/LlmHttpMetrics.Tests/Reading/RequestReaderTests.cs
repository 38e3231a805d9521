using LlmHttpMetrics.Providers.Ollama;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Tests.Reading;

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

    /// <summary>Ollama takes its parameters from the options; a client may have put them beside those.</summary>
    [TestCase("""{"model":"m","temperature":0.5}""", 0.5)]
    [TestCase("""{"model":"m","temperature":0.5,"options":{"temperature":0.25}}""", 0.25)]
    [TestCase("""{"model":"m","options":{"temperature":0.25},"temperature":0.5}""", 0.25)]
    [TestCase("""{"model":"m","options":{"num_predict":9},"temperature":0.5}""", 0.5)]
    public void Parameter_BesideTheOptions_CountsWhereTheyLackIt(string body, double temperature)
    {
        var reader = new RequestReader();
        reader.Begin(OllamaFormats.Generation, streams: true, isMultipart: false, new TextTally());
        reader.Feed(System.Text.Encoding.UTF8.GetBytes(body));
        Assert.That(reader.Number(RequestParameter.Temperature), Is.EqualTo(temperature));
    }

    [TestCase("""{"model":"m","input":"q","stream_format":"sse"}""", true)]
    [TestCase("""{"model":"m","input":"q","stream_format":"audio"}""", false)]
    public void Speech_ByEvents_IsAStream(string body, bool streams)
    {
        var reader = new RequestReader();
        reader.Begin(MediaFormats.Speech, streams: false, isMultipart: false, new TextTally());
        reader.Feed(System.Text.Encoding.UTF8.GetBytes(body));
        Assert.That(reader.Stream, Is.EqualTo(streams));
    }

    [Test]
    public void Dimensions_AsMistralNamesThem_AreRead()
    {
        var reader = new RequestReader();
        reader.Begin(InputOnlyFormats.Embeddings, streams: false, isMultipart: false, new TextTally());
        reader.Feed("""{"model":"codestral-embed","input":["q"],"output_dimension":256,"output_dtype":"int8"}"""u8);
        Assert.That(reader.Number(RequestParameter.Dimensions), Is.EqualTo(256));
    }

    private static string[] Words(RequestReader reader) =>
        [.. Enum.GetValues<RequestParameter>().Where(parameter => parameter < RequestParameter.Count).Select(reader.Word).OfType<string>()];

    private static void Read(RequestReader reader, ReadOnlySpan<byte> body)
    {
        reader.Begin(ChatCompletions.Format, streams: false, isMultipart: false, new TextTally());
        reader.Feed(body);
    }
}
