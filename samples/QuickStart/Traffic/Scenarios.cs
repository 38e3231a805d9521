using LlmHttpMetrics.MockProviders;
using static QuickStart.Traffic.ApiRequest;

namespace QuickStart.Traffic;

/// <summary>The mix of scenarios: successful calls, failures, and calls that the client ends itself.</summary>
internal static class Scenarios
{
    private const string Mini = "gpt-4.1-mini";
    private const string Reasoner = "gpt-5-mini";
    private const string Deployment = "gpt-4o";
    private const string Sonnet = "claude-sonnet-4-5";
    private const string Haiku = "claude-haiku-4-5";
    private const string Flash = "gemini-2.5-flash";
    private const string Llama = "llama3.2";
    private const string Nova = "us.amazon.nova-2-lite-v1:0";
    private const string Command = "command-a-03-2025";
    private const string BedrockSonnet = "anthropic.claude-sonnet-4-5-20250929-v1:0";

    public static readonly IReadOnlyList<Scenario> All =
    [
        new("chat", 40, Chat(Mini), Replies.Quick),
        new("chat from the cache", 20, Chat(Mini).After(Replies.CachedText), Replies.Cached),
        new("chat streamed", 45, Chat(Mini, stream: true), Replies.Quick),
        new("chat streamed, usage not asked for", 10, Chat(Mini, stream: true, usage: false), Replies.Quick),
        new("tool call", 12, Chat(Mini), Replies.ToolCall),
        new("tool call streamed", 12, Chat(Mini, stream: true), Replies.ToolCall),
        new("responses", 15, Responses(Reasoner), Replies.Thinking),
        new("responses streamed", 20, Responses(Reasoner, stream: true), Replies.Thinking),
        new("completion", 8, Completion("gpt-3.5-turbo-instruct"), Replies.Quick),
        new("completion streamed", 6, Completion("gpt-3.5-turbo-instruct", stream: true), Replies.Quick),
        new("embedding", 25, Embedding("text-embedding-3-small"), Replies.Quick),
        new("azure deployment", 15, AzureChat(Deployment), Replies.Slow),
        new("azure deployment streamed", 15, AzureChat(Deployment, stream: true), Replies.Slow),
        new("message", 20, Message(Sonnet).After(Replies.TextCachedByAnthropic), Replies.CachedByAnthropic),
        new("message streamed", 25, Message(Sonnet, stream: true).After(Replies.TextCachedByAnthropic), Replies.CachedByAnthropic),
        new("message thought over", 8, Message(Sonnet), Replies.Thinking),
        new("message thought over, streamed", 15, Message(Sonnet, stream: true), Replies.Thinking),
        new("tool use", 8, Message(Haiku), Replies.ToolCall),
        new("tool use streamed", 8, Message(Haiku, stream: true), Replies.ToolCall),
        new("gemini", 10, Gemini(Flash), Replies.Thinking),
        new("gemini streamed", 12, Gemini(Flash, stream: true), Replies.Thinking),
        new("gemini streamed as an array", 6, Gemini(Flash, stream: true, asArray: true), Replies.Quick),
        new("gemini tool call", 4, Gemini(Flash, stream: true), Replies.ToolCall),
        new("gemini embedding", 6, GeminiEmbedding("gemini-embedding-001"), Replies.Quick),
        new("ollama", 6, Ollama(Llama, stream: false), Replies.Quick),
        new("ollama streamed", 12, Ollama(Llama), Replies.Slow),

        new("gemini at its limit", 3, Gemini(Flash, stream: true), Replies.TooLong),
        new("gemini filtered", 3, Gemini(Flash), Replies.Filtered),
        new("gemini 429", 3, Gemini(Flash, stream: true), Replies.Refused(429)),
        new("error in gemini's stream", 2, Gemini(Flash, stream: true), Replies.Broken(MockFault.ErrorEvent(afterTokens: 2))),
        new("gemini's array cut", 2, Gemini(Flash, stream: true, asArray: true), Replies.Broken(MockFault.Cut(afterTokens: 2))),
        new("ollama at its limit", 2, Ollama(Llama), Replies.TooLong),
        new("ollama has no such model", 2, Ollama(Llama), Replies.Refused(404)),
        new("error in ollama's stream", 2, Ollama(Llama), Replies.Broken(MockFault.ErrorEvent(afterTokens: 2))),
        new("ollama truncated", 2, Ollama(Llama), Replies.Broken(MockFault.Truncate(afterTokens: 2))),

        new("chat at its limit", 8, Chat(Mini, stream: true), Replies.TooLong),
        new("response at its limit", 4, Responses(Reasoner), Replies.TooLong),
        new("message at its limit", 6, Message(Haiku, stream: true), Replies.TooLong),
        new("chat filtered", 5, Chat(Mini), Replies.Filtered),
        new("azure filtered", 4, AzureChat(Deployment, stream: true), Replies.Filtered),
        new("message refused", 3, Message(Sonnet, stream: true), Replies.Filtered),

        new("401", 3, Chat(Mini), Replies.Refused(401)),
        new("429", 8, Chat(Mini, stream: true), Replies.Refused(429)),
        new("500", 4, Responses(Reasoner), Replies.Refused(500)),
        new("azure 429", 3, AzureChat(Deployment), Replies.Refused(429)),
        new("529", 6, Message(Sonnet, stream: true), Replies.Refused(529)),
        new("error in the stream", 4, Chat(Mini, stream: true), Replies.Broken(MockFault.ErrorEvent(afterTokens: 2))),
        new("response failed", 3, Responses(Reasoner, stream: true), Replies.Broken(MockFault.ErrorEvent(afterTokens: 1))),
        new("error in the message", 4, Message(Haiku, stream: true), Replies.Broken(MockFault.ErrorEvent(afterTokens: 2))),
        new("cut", 4, Chat(Mini, stream: true), Replies.Broken(MockFault.Cut(afterTokens: 3))),
        new("cut before the headers", 3, Chat(Mini), Replies.Broken(MockFault.CutBeforeHeaders())),
        new("truncated", 3, Chat(Mini, stream: true), Replies.Broken(MockFault.Truncate(afterTokens: 3))),
        new("truncated body", 2, Responses(Reasoner), Replies.Broken(MockFault.Truncate(afterTokens: 0))),
        new("truncated message", 3, Message(Sonnet, stream: true), Replies.Broken(MockFault.Truncate(afterTokens: 3))),

        new("converse", 6, Converse(Nova), Replies.Quick),
        new("converse streamed", 12, Converse(Nova, stream: true), Replies.Thinking),
        new("converse, tool call streamed", 4, Converse(Nova, stream: true), Replies.ToolCall),
        new("invoke", 6, Invoke(BedrockSonnet).After(Replies.TextCachedByAnthropic), Replies.CachedByAnthropic),
        new("invoke streamed", 12, Invoke(BedrockSonnet, stream: true).After(Replies.TextCachedByAnthropic), Replies.CachedByAnthropic),
        new("converse at its limit", 3, Converse(Nova, stream: true), Replies.TooLong),
        new("converse filtered", 3, Converse(Nova), Replies.Filtered),
        new("bedrock 429", 3, Converse(Nova), Replies.Refused(429)),
        new("exception in the stream", 3, Converse(Nova, stream: true), Replies.Broken(MockFault.ErrorEvent(afterTokens: 2))),
        new("invoke truncated", 2, Invoke(BedrockSonnet, stream: true), Replies.Broken(MockFault.Truncate(afterTokens: 2))),

        new("cohere", 6, Cohere(Command), Replies.Quick),
        new("cohere streamed", 10, Cohere(Command, stream: true), Replies.Quick),
        new("cohere tool call", 3, Cohere(Command, stream: true), Replies.ToolCall),
        new("cohere embedding", 5, CohereEmbedding("embed-v4.0"), Replies.Quick),
        new("cohere rerank", 4, CohereRerank("rerank-v3.5"), Replies.Quick),
        new("cohere at its limit", 2, Cohere(Command, stream: true), Replies.TooLong),
        new("cohere 429", 3, Cohere(Command), Replies.Refused(429)),
        new("cohere truncated", 2, Cohere(Command, stream: true), Replies.Broken(MockFault.Truncate(afterTokens: 2))),

        new("cancelled", 6, Chat(Mini, stream: true), Replies.LeftMidway, CallEnding.Cancel),
        new("cancelled message", 4, Message(Sonnet, stream: true), Replies.LeftMidway, CallEnding.Cancel),
        new("abandoned", 6, Chat(Mini, stream: true), Replies.LeftMidway, CallEnding.Abandon),
        new("abandoned response", 3, Responses(Reasoner, stream: true), Replies.LeftMidway, CallEnding.Abandon),
        new("abandoned message", 4, Message(Sonnet, stream: true), Replies.LeftMidway, CallEnding.Abandon),
        new("never answered", 3, Chat(Mini), Replies.Broken(MockFault.StallBeforeHeaders()), CallEnding.TimeOut),
    ];

    private static readonly Dictionary<string, Scenario> ByName = All.ToDictionary(scenario => scenario.Name);

    /// <summary>The scenario that a request belongs to.</summary>
    public static Scenario Of(MockRequest request) => ByName[request.Headers[Scenario.Header]];
}
