using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Tests.Recording;

/// <summary>No content, key, cookie, query or message of an error leaves by a metric, a span, an event or a log of ours.</summary>
public sealed class PrivacyTests
{
    private const string Secret = "S3CRET";

    private static readonly (string Name, string Value)[] SecretHeaders = [("Set-Cookie", $"session={Secret}"), ("x-secret", Secret), ("x-ratelimit-limit-tokens", Secret)];

    public static readonly WireCase[] Answers =
    [
        new("chat", Wire.ChatAnswer.Replace("Hi", Secret, StringComparison.Ordinal).Replace("\"role\":\"assistant\"",
            $$$"""
            "role":"assistant","reasoning":"{{{Secret}}}","refusal":"{{{Secret}}}","tool_calls":[{"id":"{{{Secret}}}","type":"function","function":{"name":"{{{Secret}}}","arguments":"{{{Secret}}}"}}]
            """, StringComparison.Ordinal)),
        new("stream", Wire.ChatStream.Replace("\"Hi\"", $"\"{Secret}\"", StringComparison.Ordinal)) { ContentType = "text/event-stream" },
        new("error", $$$"""{"error":{"code":"invalid_api_key","type":"t","message":"Incorrect API key provided: {{{Secret}}}","param":"{{{Secret}}}"}}""") { Status = 401 },
        new("error in a stream", $$$"""data: {"error":{"code":"c","message":"{{{Secret}}}"}}""" + "\n\n") { ContentType = "text/event-stream" },
        new("error by a string", $$"""{"error":"{{Secret}}"}""") { Status = 500 },
        new("error that is no JSON", $"denied: {Secret}") { Status = 403 },
        new("no model call's", $"<html>{Secret}</html>"),
    ];

    [Test]
    public async Task Call_WithSecretsEverywhere_TellsNone([ValueSource(nameof(Answers))] WireCase answer)
    {
        using CollectingLogger log = new();
        using ActivityRecorder spans = new();
        await using MonitoredClient client = new(
            new StubHandler(_ => Respond(answer)),
            options => options.SemanticConventions = SemanticConventions.Both,
            services: services => services.AddLogging(logging => logging.AddFilter("LlmHttpMetrics", LogLevel.Trace).AddProvider(log)));
        using var request = Wire.Post($"https://{Secret}:{Secret}@api.openai.com/v1/chat/completions?key={Secret}#{Secret}", $$$"""
            {"model":"gpt-5-mini","user":"{{{Secret}}}","messages":[{"role":"user","name":"{{{Secret}}}","content":"{{{Secret}}}"}],"tools":[{"function":{"name":"{{{Secret}}}"}}],"metadata":{"k":"{{{Secret}}}"}}
            """);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Secret}");
        request.Headers.TryAddWithoutValidation("api-key", Secret);
        request.Headers.TryAddWithoutValidation("Cookie", $"session={Secret}");

        using var response = await client.Http.SendAsync(request);

        Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.EqualTo(answer.Body));
        var ours = log.Entries.Where(entry => entry.Text.Contains("Llm", StringComparison.Ordinal));
        var span = spans.Only;
        Assert.That(JsonSerializer.Serialize(await client.EventAsync()), Does.Contain("gpt-5-mini").And.Not.Contain(Secret));
        Assert.That(string.Join('\n', client.Recorder.All), Does.Contain("gpt-5-mini").And.Not.Contain(Secret));
        Assert.That($"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Events.SelectMany(e => e.Tags))}",
            Does.Contain("gpt-5-mini").And.Not.Contain(Secret));
        Assert.That(string.Join('\n', ours), Does.Not.Contain(Secret));
    }

    [Test]
    public async Task Call_ThatThrowsASecret_TellsNone()
    {
        using ActivityRecorder spans = new();
        await using MonitoredClient client = new(new StubHandler(_ => throw new HttpRequestException(Secret, new IOException(Secret))));

        await Assert.CatchAsync<HttpRequestException>(() => client.Http.SendAsync(Wire.Post()));

        var span = spans.Only;
        Assert.That(JsonSerializer.Serialize(await client.EventAsync()), Does.Not.Contain(Secret));
        Assert.That(string.Join('\n', client.Recorder.All), Does.Contain("gpt-5-mini").And.Not.Contain(Secret));
        Assert.That($"{span.StatusDescription} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Events.SelectMany(e => e.Tags))}", Does.Not.Contain(Secret));
    }

    private static HttpResponseMessage Respond(WireCase answer)
    {
        var response = Wire.Stream(new TrickleStream(answer.Body), answer.ContentType);
        response.StatusCode = (System.Net.HttpStatusCode)answer.Status;
        foreach (var (name, value) in SecretHeaders)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }
}
