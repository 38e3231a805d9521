using System.Diagnostics.CodeAnalysis;
using System.Text;
using LlmHttpMetrics.IntegrationTests.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.IntegrationTests.Measurement;

/// <summary>
/// The samples of https://github.com/openai/openai-cookbook/blob/main/examples/How_to_count_tokens_with_tiktoken.ipynb, with the counts that
/// OpenAI's API gave for them.
/// </summary>
public sealed class PublishedSampleTests
{
    private const string Messages = """
        {"model":"MODEL","messages":[
          {"role":"system","content":"You are a helpful, pattern-following assistant that translates corporate jargon into plain English."},
          {"role":"system","name":"example_user","content":"New synergies will help drive top-line growth."},
          {"role":"system","name":"example_assistant","content":"Things working well together will increase revenue."},
          {"role":"system","name":"example_user","content":"Let's circle back when we have more bandwidth to touch base on opportunities for increased leverage."},
          {"role":"system","name":"example_assistant","content":"Let's talk later when we're less busy about how to do better."},
          {"role":"user","content":"This late pivot means we don't have time to boil the ocean for the client deliverable."}]}
        """;

    private const string Tools = """
        {"model":"MODEL","messages":[
          {"role":"system","content":"You are a helpful assistant that can answer to questions about the weather."},
          {"role":"user","content":"What's the weather like in San Francisco?"}],
         "tools":[{"type":"function","function":{"name":"get_current_weather","description":"Get the current weather in a given location","parameters":{"type":"object",
           "properties":{"location":{"type":"string","description":"The city and state, e.g. San Francisco, CA"},
                         "unit":{"type":"string","description":"The unit of temperature to return","enum":["celsius","fahrenheit"]}},
           "required":["location"]}}}]}
        """;

    [TestCase("gpt-4o-mini", Messages, 124, LlmTokenMethods.Exact)]
    [TestCase("gpt-4o", Messages, 124, LlmTokenMethods.Exact)]
    [TestCase("gpt-4", Messages, 129, LlmTokenMethods.Exact)]
    [TestCase("gpt-3.5-turbo", Messages, 129, LlmTokenMethods.Exact)]
    [TestCase("gpt-4o-mini", Tools, 101, LlmTokenMethods.Formula)]
    [TestCase("gpt-4o", Tools, 101, LlmTokenMethods.Formula)]
    [TestCase("gpt-4", Tools, 105, LlmTokenMethods.Formula)]
    [TestCase("gpt-3.5-turbo", Tools, 105, LlmTokenMethods.Formula)]
    public async Task Request_OfTheCookbook_HasItsCount(string model, [StringSyntax(StringSyntaxAttribute.Json)] string request, long tokens, string method)
    {
        await using Bench bench = new(more: services => services.AddLlmTokenizers());
        Dictionary<string, string> headers = new() { ["content-type"] = "application/json" };
        CorpusRecord record = new(
            "cookbook",
            "openai",
            "chat",
            "openai.chat",
            new RecordedMessage(
                "POST",
                "https://api.openai.com/v1/chat/completions",
                0,
                headers,
                Encoding.UTF8.GetBytes(request.Replace("MODEL", model, StringComparison.Ordinal))),
            new RecordedMessage(
                null,
                null,
                200,
                headers,
                """{"id":"c","choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}]}"""u8.ToArray()),
            new Expected(default));
        await Replay.RunAsync(bench, record, Split.Whole, turn: 0);

        Assert.That((bench.Events.Single().Tokens.Input, bench.Events.Single().TokenMethod), Is.EqualTo(((long?)tokens, method)));
    }
}
