using System.ClientModel;
using LlmHttpMetrics.IntegrationTests.Sdks;
using LlmHttpMetrics.MockProviders;
using OpenAI.Chat;

namespace LlmHttpMetrics.IntegrationTests.MockProviders;

public sealed class OpenAiSdkTests : MockServerFixture
{
    [Test]
    public async Task Chat_Plain_IsUnderstood()
    {
        Server.Reply(new MockReply { Text = "Hello", InputTokens = 12, OutputTokens = 5, CachedTokens = 4, ReasoningTokens = 3 });

        ChatCompletion completion = await OpenAiSdk.Chat(Http, Server.BaseAddress).CompleteChatAsync("Hi");

        Assert.That(completion.Content[0].Text, Is.EqualTo("Hello"));
        Assert.That(completion.FinishReason, Is.EqualTo(ChatFinishReason.Stop));
        Assert.That(completion.Usage.InputTokenCount, Is.EqualTo(12));
        Assert.That(completion.Usage.InputTokenDetails.CachedTokenCount, Is.EqualTo(4));
        Assert.That(completion.Usage.OutputTokenDetails.ReasoningTokenCount, Is.EqualTo(3));
        Assert.That(completion.Id, Is.EqualTo(Ledger.Only.ResponseId));
    }

    [Test]
    public async Task Chat_Streamed_IsUnderstoodWithUsage()
    {
        Server.Reply(new MockReply { Text = "Hello wide world", InputTokens = 12, OutputTokens = 3 });
        var text = "";
        ChatTokenUsage? usage = null;

        await foreach (var update in OpenAiSdk.Chat(Http, Server.BaseAddress).CompleteChatStreamingAsync("Hi"))
        {
            text += string.Concat(update.ContentUpdate.Select(part => part.Text));
            usage = update.Usage ?? usage;
        }

        Assert.That(text, Is.EqualTo("Hello wide world"));
        Assert.That(usage!.TotalTokenCount, Is.EqualTo(15));
        Assert.That(Ledger.Only.Outcome, Is.EqualTo(LedgerOutcome.Completed));
        Assert.That(Ledger.Only.Chunks, Is.EqualTo(3));
    }

    [Test]
    public async Task Chat_ToolCall_IsUnderstood()
    {
        Server.Reply(new MockReply { ToolCalls = [new MockToolCall("weather", """{"city":"Vienna"}""")] });
        var options = new ChatCompletionOptions { Tools = { ChatTool.CreateFunctionTool("weather") } };

        ChatCompletion completion = await OpenAiSdk.Chat(Http, Server.BaseAddress).CompleteChatAsync([new UserChatMessage("Hi")], options);

        Assert.That(completion.FinishReason, Is.EqualTo(ChatFinishReason.ToolCalls));
        Assert.That(completion.ToolCalls[0].FunctionName, Is.EqualTo("weather"));
        Assert.That(completion.ToolCalls[0].FunctionArguments.ToString(), Is.EqualTo("""{"city":"Vienna"}"""));
    }

    [Test]
    public async Task Chat_StreamedToolCall_IsUnderstood()
    {
        Server.Reply(new MockReply { ToolCalls = [new MockToolCall("weather", """{"city":"Vienna"}""")] });
        var (name, arguments) = ("", "");

        await foreach (var update in OpenAiSdk.Chat(Http, Server.BaseAddress).CompleteChatStreamingAsync("Hi"))
        {
            foreach (var call in update.ToolCallUpdates)
            {
                name += call.FunctionName;
                arguments += call.FunctionArgumentsUpdate;
            }
        }

        Assert.That((name, arguments), Is.EqualTo(("weather", """{"city":"Vienna"}""")));
    }

    [Test]
    public async Task Chat_RateLimited_ThrowsItsException()
    {
        Server.Reply(new MockReply { Fault = MockFault.Status(429, TimeSpan.FromSeconds(1)) });

        var error = await Assert.ThrowsAsync<ClientResultException>(() => OpenAiSdk.Chat(Http, Server.BaseAddress).CompleteChatAsync("Hi"));

        Assert.That(error!.Status, Is.EqualTo(429));
        Assert.That(error.Message, Does.Contain("rate_limit_exceeded"));
    }

    [Test]
    public async Task Embeddings_TwoTexts_AreUnderstood()
    {
        Server.Reply(new MockReply { InputTokens = 6, EmbeddingDimensions = 8 });

        var embeddings = (await OpenAiSdk.Embeddings(Http, Server.BaseAddress).GenerateEmbeddingsAsync(["a", "b"])).Value;

        Assert.That(embeddings.Select(embedding => embedding.ToFloats().Length), Is.EqualTo(new[] { 8, 8 }));
        Assert.That(embeddings[0].ToFloats().Span[0], Is.Not.Zero);
        Assert.That(embeddings.Usage.InputTokenCount, Is.EqualTo(6));
    }
}
