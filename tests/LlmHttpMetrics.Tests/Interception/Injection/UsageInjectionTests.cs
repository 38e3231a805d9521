using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using LlmHttpMetrics.Interception.Injection;

namespace LlmHttpMetrics.Tests.Interception.Injection;

[TestFixture]
public sealed class UsageInjectionTests
{
    private const int Requests = 2000;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [TestCase(
        """{"model":"m","stream":true}""",
        """{"stream_options":{"include_usage":true},"model":"m","stream":true}""")]
    [TestCase(
        """ { "stream" : true , "messages":[{"stream":false}]}""",
        """ {"stream_options":{"include_usage":true}, "stream" : true , "messages":[{"stream":false}]}""")]
    [TestCase(
        """{"stream":true,"stream_options":{}}""",
        """{"stream":true,"stream_options":{"include_usage":true}}""")]
    [TestCase(
        """{"stream_options":{"include_obfuscation":false},"stream":true}""",
        """{"stream_options":{"include_usage":true,"include_obfuscation":false},"stream":true}""")]
    public void Stream_WithoutUsage_IsAskedForIt(string body, string rewritten) =>
        Assert.That(Encoding.UTF8.GetString(UsageInjection.Insert(Encoding.UTF8.GetBytes(body))!), Is.EqualTo(rewritten));

    [TestCase("""{"model":"m"}""")]
    [TestCase("""{"model":"m","stream":false}""")]
    [TestCase("""{"stream":true,"stream_options":{"include_usage":true}}""")]
    [TestCase("""{"stream":true,"stream_options":{"include_usage":false}}""")]
    [TestCase("""{"stream":true,"stream_options":null}""")]
    [TestCase("""{"nested":{"stream":true}}""")]
    [TestCase("""[{"stream":true}]""")]
    [TestCase("""{"stream":true""")]
    [TestCase("""{"\ud800":1,"stream":true}""")]
    [TestCase("""{"stream":true} x""")]
    [TestCase("""{"stream":true}{"stream":true}""")]
    [TestCase("stream")]
    [TestCase("")]
    public void Request_ThatNeedsNone_Stays(string body) => Assert.That(UsageInjection.Insert(Encoding.UTF8.GetBytes(body)), Is.Null);

    /// <summary>Written by another writer, with any order, spaces and escapes: the same document, and the request for usage in it.</summary>
    [Test]
    public void Request_OfAnyShape_IsTheSameDocumentAndAsksForUsage() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Requests), Prop.ForAll<DoNotSize<int>>(FsCheck.FSharp.ArbMap.defaults.ArbFor<DoNotSize<int>>(), seed =>
        {
            Random random = new(seed.Item);
            var request = Make(random);
            var body = JsonSerializer.SerializeToUtf8Bytes(request, random.Next(2) == 0 ? Indented : null);
            byte[] marked = random.Next(3) == 0 ? [.. Encoding.UTF8.GetPreamble(), .. body] : body;

            var rewritten = UsageInjection.Insert(marked);

            var asks = request["stream"] is JsonValue stream && stream.GetValueKind() == JsonValueKind.True
                && (request["stream_options"] is JsonObject options ? !options.ContainsKey("include_usage") : !request.ContainsKey("stream_options"));
            if (!asks)
            {
                Assert.That(rewritten, Is.Null, Encoding.UTF8.GetString(body));
                return;
            }

            if (request["stream_options"] is not JsonObject)
            {
                request["stream_options"] = new JsonObject();
            }

            request["stream_options"]!["include_usage"] = true;
            var start = marked.Length - body.Length;
            Assert.That(rewritten!.AsSpan(0, start).SequenceEqual(marked.AsSpan(0, start)));
            Assert.That(JsonNode.DeepEquals(JsonNode.Parse(rewritten.AsSpan(start)), request), Encoding.UTF8.GetString(rewritten!));
        }));

    private static JsonObject Make(Random random)
    {
        JsonObject request = [];
        foreach (var name in (string[])["model", "stream", "stream_options", "messages", "strea\u006d", "é\"\\", "tools"])
        {
            if (random.Next(4) == 0 || request.ContainsKey(name))
            {
                continue;
            }

            request[name] = name switch
            {
                "stream" => random.Next(5) == 0 ? random.Next(2) == 0 ? false : null : true,
                "stream_options" => random.Next(6) == 0 ? null : Options(random),
                _ => random.Next(3) switch { 0 =>
                    "stream", 1 => new JsonObject { ["stream"] = true, ["stream_options"] = new JsonObject() }, _ => new JsonArray(1, "}", Options(random)) },
            };
        }

        return request;
    }

    private static JsonObject Options(Random random)
    {
        JsonObject options = [];
        foreach (var name in (string[])["include_obfuscation", "include_usage", "x"])
        {
            if (random.Next(name == "include_usage" ? 4 : 2) == 0)
            {
                options[name] = random.Next(2) == 0;
            }
        }

        return options;
    }
}
