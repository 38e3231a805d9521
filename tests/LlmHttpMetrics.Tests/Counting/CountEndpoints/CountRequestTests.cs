using System.Text;
using FsCheck.Fluent;
using LlmHttpMetrics.Counting.CountEndpoints;
using LlmHttpMetrics.Tests.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Tests.Counting.CountEndpoints;

/// <summary>What of a request goes to a count endpoint, and what does not go at all.</summary>
public sealed class CountRequestTests
{
    private static readonly CountApi Anthropic = LlmHttpMetrics.Providers.Anthropic.CountTokens.Api;
    private static readonly CountApi OpenAi = LlmHttpMetrics.Providers.OpenAi.InputTokens.Api;
    private static readonly CountApi Gemini = LlmHttpMetrics.Providers.Google.CountTokens.Api;

    [TestCase(
        """{ "stream": true, "model" : "m" , "max_tokens":1, "messages":[ {"role":"user","content":"\u0041 \"x\" 🙂"} ] }""",
        """{"model" : "m","messages":[ {"role":"user","content":"\u0041 \"x\" 🙂"} ]}""")]
    [TestCase("""{"mod\u0065l":"m","messages":[]}""", """{"mod\u0065l":"m","messages":[]}""")]
    [TestCase("""{"model":"m","mcp_servers":null,"container":null}""", """{"model":"m"}""")]
    public void Members_ThatAreTaken_StayByteForByte(string body, string sent) => Assert.That(Sent(Anthropic, body), Is.EqualTo(sent));

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"stream":true}""")]
    [TestCase("""{"model":"m","messages":[{"role":"us""")]
    [TestCase("""{"model":"m"} {"model":"m"}""")]
    [TestCase("""{"model":"m","mcp_servers":[{"authorization_token":"c4n4ry"}]}""")]
    [TestCase("""{"model":"m","container":{"skills":[]}}""")]
    [TestCase("""{"model":"m","\ud83d":1}""")]
    public void Request_ThatCannotBeCountedSo_IsNotSent(string body) => Assert.That(Sent(Anthropic, body), Is.Null);

    [TestCase("""{"model":"m","input":"a","conversation":"conv_1"}""", true)]
    [TestCase("""{"model":"m","input":"a","prompt":{"id":"p"}}""", true)]
    [TestCase("""{"model":"m","input":"a","tools":[{"type":"function","name":"f"},{"server_url":"u","type":"mcp","authorization":"c4n4ry"}]}""", true)]
    [TestCase("""{"model":"m","input":"a","tools":[{"type":"function","parameters":{"properties":{"type":"mcp"}}}]}""", false)]
    [TestCase("""{"model":"m","input":[{"type":"mcp"}],"previous_response_id":"r"}""", false)]
    public void Request_WithCredentialsOrState_IsNotSent(string body, bool withheld) => Assert.That(Sent(OpenAi, body) is null, Is.EqualTo(withheld));

    [TestCase("gemini-2.5-flash", "models/gemini-2.5-flash:countTokens", "models/gemini-2.5-flash")]
    [TestCase("a/../b?c#\"", "models/a%2F..%2Fb%3Fc%23%22:countTokens", "models/a/../b?c#\\u0022")]
    public void Model_OfThePath_GoesThereAndIntoTheBody(string model, string path, string name)
    {
        var request = CountRequest.Of(Gemini, model, """{"contents":[]}"""u8)!;

        Assert.That(
            (request.Path, Encoding.UTF8.GetString(request.Json)),
            Is.EqualTo((path, $$$"""{"generateContentRequest":{"model":"{{{name}}}","contents":[]}}""")));
    }

    [Test]
    public void Model_OfThePath_HasToBeKnown() => Assert.That(CountRequest.Of(Gemini, null, """{"contents":[]}"""u8), Is.Null);

    [TestCase("""{"model":"m","messages":[{"content":"a"}]}""", 4096 + 42)]
    [TestCase("""{"model":"m","messages":[{"content":[{"type":"image","source":{"type":"url","url":"u"}}]}]}""", 20_000_000)]
    [TestCase("""{"model":"m","source":"is not taken","system":"b"}""", 4096 + 50)]
    public void Most_IsBytesAndTheFrame_UnlessTokensLieElsewhere(string body, long most) =>
        Assert.That(CountRequest.Of(Anthropic, null, Encoding.UTF8.GetBytes(body))!.MaxTokens, Is.EqualTo(most));

    /// <summary>Whatever is in a request: what is sent is an object of those members that are taken, as they were.</summary>
    [Test]
    public void Requests_OfAnyKind_KeepWhatIsTakenAndLoseTheRest() =>
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll<int>(FsCheck.FSharp.ArbMap.defaults.ArbFor<int>(), seed =>
        {
            var values = Enumerable.Range(0, 4).Select(i => new RandomJson(unchecked((seed * 13) + i), oneLine: false).Document()).ToArray();
            var sent = Sent(Anthropic, $$"""{"stream":{{values[0]}},"messages":{{values[1]}},"x":{{values[2]}},"system":{{values[3]}}}""");

            Assert.That(sent, Is.EqualTo($$"""{"messages":{{values[1].TrimEnd()}},"system":{{values[3].TrimEnd()}}}"""));
        }));

    private static string? Sent(CountApi api, string body) =>
        CountRequest.Of(api, "m", Encoding.UTF8.GetBytes(body)) is { } request ? Encoding.UTF8.GetString(request.Json) : null;
}
