using System.Text.Json;
using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.IntegrationTests.MockProviders;

public sealed class BadRequestTests : MockServerFixture
{
    [TestCase(Ask.ChatPath, "{not json", "JSON")]
    [TestCase(Ask.ChatPath, """{"messages":[]}""", "model")]
    [TestCase(Ask.ChatPath, """{"model":"m"}""", "messages")]
    [TestCase(Ask.EmbeddingsPath, """{"model":"m"}""", "input")]
    [TestCase(Ask.CompletionsPath, """{"model":"m"}""", "prompt")]
    [TestCase(Ask.MessagesPath, """{"model":"m","messages":[{"role":"user","content":"x"}]}""", "max_tokens")]
    [TestCase("openai/deployments/d/chat/completions", "[]", "JSON")]
    public async Task Post_SomethingMissing_Is400InTheProvidersShape(string path, string json, string message)
    {
        using var response = await PostAsync(path, json);
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

        Assert.That((int)response.StatusCode, Is.EqualTo(400));
        Assert.That(body.GetProperty("error").GetProperty("message").GetString(), Does.Contain(message));
        Assert.That(body.TryGetProperty("request_id", out _), Is.EqualTo(path == Ask.MessagesPath));
        Assert.That(Ledger.Only.ErrorType, Is.EqualTo("invalid_request_error"));
    }

    [TestCase("v1/nothing", "unknown_url")]
    [TestCase("openai/deployments/d/nothing", "404")]
    public async Task Post_UnknownPath_Is404(string path, string code)
    {
        using var response = await PostAsync(path, Ask.Chat);

        Assert.That((int)response.StatusCode, Is.EqualTo(404));
        Assert.That(Ledger.Only.ErrorCode, Is.EqualTo(code));
        Assert.That(Ledger.Only.Operation, Is.EqualTo(MockOperation.Unknown));
    }

    [Test]
    public async Task Get_ChatCompletions_Is405()
    {
        using var response = await Http.GetAsync(Ask.ChatPath);

        Assert.That((int)response.StatusCode, Is.EqualTo(405));
    }

    [Test]
    public async Task Get_ModelsWithAnthropicVersion_ListsClaude()
    {
        Http.DefaultRequestHeaders.Add("anthropic-version", "2023-06-01");

        Assert.That(await Http.GetStringAsync("v1/models"), Does.Contain("claude").And.Not.Contain("gpt"));
        Assert.That(Ledger.Only.Provider, Is.EqualTo(MockProvider.Anthropic));
    }

    [TestCase("//openai/deployments/d/chat/completions", MockProvider.AzureOpenAi)]
    [TestCase("openai/v1/responses", MockProvider.AzureOpenAi)]
    [TestCase("api/v1/chat/completions", MockProvider.OpenAi)]
    [TestCase("chat/completions", MockProvider.OpenAi)]
    public async Task Post_OtherPrefixes_AreUnderstood(string path, MockProvider provider)
    {
        var uri = new Uri(Server.BaseAddress.ToString() + path);
        using var response = await Http.PostAsync(uri, Content("""{"model":"m","messages":[{"role":"user","content":"x"}],"input":"x"}"""));

        Assert.That((int)response.StatusCode, Is.EqualTo(200));
        Assert.That(Ledger.Only.Provider, Is.EqualTo(provider));
    }
}
