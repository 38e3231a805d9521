using System.Text;
using LlmHttpMetrics.Framing;
using LlmHttpMetrics.Json;
using LlmHttpMetrics.Tests.Json;

namespace LlmHttpMetrics.Tests.Framing;

/// <summary>An event in another, however the outer one is split.</summary>
public sealed class Base64EventTests
{
    private static readonly string[] Paths = ["a", "text"];

    private readonly FieldMap _map = new([new Field("a", FieldAction.Figure), new Field("text", FieldAction.Text, 1)]);

    [TestCase("{\"a\":1}", Description = "the last quad is padded once")]
    [TestCase("{\"a\":12}", Description = "twice")]
    [TestCase("{\"a\":123}", Description = "not at all")]
    public void Event_OfAnyPadding_IsReadInAnyPieces(string json)
    {
        var fact = $"a literal {json[5..^1]}";
        for (var size = 1; size < 20; size++)
        {
            Assert.That(Read(Wrapped(Base64(json)), size), Is.EqualTo(new[] { fact }), $"{size} bytes at a time");
        }
    }

    [Test]
    public void Event_LongerThanTheBuffer_IsReadToItsEnd([Values(1, 7, 2047, 2048, 2049, 100_000)] int size, [Values(1535, 1536, 1537, 5000)] int length)
    {
        var text = new string('x', length - """{"text":""}""".Length);

        Assert.That(Read(Wrapped(Base64($$"""{"text":"{{text}}"}""")), size), Is.EqualTo(new[] { $"text text {text}" }));
    }

    [Test]
    public void Text_AfterThePadding_IsNotRead([Values(1, 3, 100)] int size) =>
        Assert.That(Read(Wrapped(Base64("{\"a\":10") + Base64(",\"a\":2}")), size), Is.EqualTo(new[] { "a literal 10" }), "they are not one text");

    [Test]
    public void Text_ThatIsNotBase64_EndsTheEvent([Values(1, 3, 100)] int size)
    {
        var whole = Base64("{\"a\":[1,2,3,4,5]}");

        Assert.That(Read(Wrapped("!!!!" + whole), size), Is.Empty);
    }

    [Test]
    public void Event_AfterOneThatWasCut_IsItsOwn()
    {
        FactSink sink = new(Paths);
        Base64Event wrapped = new(new JsonScanner(sink));
        foreach (var text in new[] { Base64("{\"a\":1}")[..^3], Base64("{\"a\":2}"), "!!!!", Base64("{\"a\":3}") })
        {
            wrapped.Begin(_map);
            wrapped.Consume(Encoding.UTF8.GetBytes(Wrapped(text)));
            wrapped.End();
        }

        Assert.That(sink.Finish(), Is.EqualTo(new[] { "a literal 1", "a literal 2", "a literal 3" }));
    }

    [Test]
    public void Event_WithoutBytes_IsEmpty() => Assert.That(Read("{\"p\":\"abcd\",\"a\":1}", 100), Is.Empty);

    private IReadOnlyList<string> Read(string json, int size)
    {
        FactSink sink = new(Paths);
        Base64Event wrapped = new(new JsonScanner(sink));
        wrapped.Begin(_map);
        foreach (var piece in Encoding.UTF8.GetBytes(json).Chunk(size))
        {
            wrapped.Consume(piece);
        }

        wrapped.End();
        return sink.Finish();
    }

    private static string Wrapped(string base64) => $$"""{"bytes":"{{base64}}","p":"abc"}""";

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
