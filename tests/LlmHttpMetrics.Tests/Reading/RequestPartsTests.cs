using System.Text;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Tests.Reading;

/// <summary>The parts of a request are counted across any split, and its JSON is passed on as it was sent.</summary>
public sealed class RequestPartsTests
{
    private const string Image = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAoAAAAHgCAYAAAA10dzkAAAAOXRFWHRT";

    private const string Request = $$$$"""
        {"messages":[
          {"content":"Be \"brief\"","role":"system"},
          {"role":"user","name":"ann","content":[{"type":"text","text":"Look"},{"type":"image_url","image_url":{"url":"{{{{Image}}}}","detail":"low"}},{"type":"image_url","image_url":"{{{{Image}}}}"}]},
          {"role":"assistant","tool_calls":[{"id":"1","function":{"name":"f","arguments":"{\"a\":\"]}\\\"\"}"}}]},
          {"name":"f","role":"tool","content":"42"}],
         "tools": [ {"x":"é ] \\"}, [ ] ], "tool_choice":"required", "model":"gpt-4o", "response_format":{"type":"json_schema","json_schema":{"name":"n"}}}
        """;

    [Test]
    public void Request_SplitAnywhere_IsMadeOfTheSameParts()
    {
        var body = Encoding.UTF8.GetBytes(Request);
        var whole = Read(body, body.Length);

        Assert.That(whole, Is.EqualTo(new[]
        {
            "Input Be \"brief\"", "Input Look", "Name ann", """ToolCalls [{"id":"1","function":{"name":"f","arguments":"{\"a\":\"]}\\\"\"}"}}]""", "Input 42",
            """Tools [ {"x":"é ] \\"}, [ ] ]""", "ToolChoice \"required\"", """AnswerSchema {"name":"n"}""",
            "system: Input Be \"brief\"",
            "RequestShape { Messages = 4, SystemMessages = 1, AnswerMessages = 1, LooseTexts = 0, SystemPart = 0, HasExtras = False }",
            "ImageSize { Width = 640, Height = 480, Detail = Low }", "ImageSize { Width = 640, Height = 480, Detail = Auto }",
        }));
        foreach (var piece in Enumerable.Range(1, 70).Append(100).Append(333))
        {
            Assert.That(Read(body, piece), Is.EqualTo(whole), $"in pieces of {piece}");
        }
    }

    [Test]
    public void Parts_NotWanted_AreNotHandedOn() => Assert.That(
        Read(Encoding.UTF8.GetBytes(Request), 10, takesParts: false),
        Is.EqualTo(new[]
        {
            "Input Be \"brief\"", "Input Look", "Name ann", "Input 42", "system: Input Be \"brief\"",
            "RequestShape { Messages = 4, SystemMessages = 1, AnswerMessages = 1, LooseTexts = 0, SystemPart = 0, HasExtras = False }",
            "ImageSize { Width = 0, Height = 0, Detail = Low }", "ImageSize { Width = 640, Height = 480, Detail = Auto }",
        }));

    [Test]
    public void Images_WithoutEnd_AreKeptUpToANumber()
    {
        var images = string.Join(',', Enumerable.Repeat("""{"image_url":{"url":"x"}}""", 1000));
        var lines = Read(Encoding.UTF8.GetBytes($$"""{"messages":[{"content":[{{images}}]}]}"""), 1000);

        Assert.That(lines, Has.Count.EqualTo(RequestParts.MaxImages + 2));
        Assert.That(lines[1], Does.Contain("HasExtras = True"));
    }

    [Test]
    public void Name_WithoutEnd_IsKeptUpToALength() => Assert.That(
        Read(Encoding.UTF8.GetBytes($$"""{"messages":[{"name":"{{new string('x', 10_000)}}"}]}"""), 100)[0], Is.EqualTo("Name " + new string('x', 256)));

    [Test]
    public void Text_OutsideOfMessages_IsTold()
    {
        RequestReader reader = new();
        reader.Begin(LlmHttpMetrics.Providers.OpenAi.Responses.Format, streams: false, isMultipart: false, new Collector());
        reader.Feed("""{"instructions":"Be brief","input":"Hello"}"""u8);

        Assert.That((reader.Shape.Messages, reader.Shape.LooseTexts), Is.EqualTo((0, 2)));
    }

    private static List<string> Read(byte[] body, int piece, bool takesParts = true)
    {
        RequestReader reader = new();
        Collector text = new();
        reader.Begin(ChatCompletions.Format, streams: false, isMultipart: false, text, takesParts);
        for (var i = 0; i < body.Length; i += piece)
        {
            reader.Feed(body.AsSpan(i, Math.Min(piece, body.Length - i)));
        }

        return [
            .. text.Lines, $"system: {text.Of(reader.Shape.SystemPart)}", (reader.Shape with { SystemPart = 0 }).ToString(),
            .. reader.Images.ToArray().Select(image => image.ToString())
        ];
    }


    private sealed class Collector : ITextSink
    {
        private readonly List<(TextKind Kind, int Part, List<byte> Bytes)> _parts = [];

        public IEnumerable<string> Lines => _parts.Select(Line);

        public string? Of(int part) => _parts.Where(candidate => candidate.Part == part).Select(Line).SingleOrDefault();

        public void OnText(TextKind kind, int part, ReadOnlySpan<byte> utf8)
        {
            if (_parts.Count == 0 || _parts[^1].Part != part || _parts[^1].Kind != kind)
            {
                _parts.Add((kind, part, []));
            }

            _parts[^1].Bytes.AddRange(utf8);
        }

        private static string Line((TextKind Kind, int Part, List<byte> Bytes) part) => $"{part.Kind} {Encoding.UTF8.GetString([.. part.Bytes])}";
    }
}
