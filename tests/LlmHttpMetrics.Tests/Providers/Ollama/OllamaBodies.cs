namespace LlmHttpMetrics.Tests.Providers.Ollama;

/// <summary>Answers of Ollama as https://docs.ollama.com/api/chat describes them.</summary>
internal static class OllamaBodies
{
    private const string Url = "http://localhost:11434/api/chat";
    private const string Request = """{"model":"llama3.2","messages":[{"role":"user","content":"Say hi"}],"options":{"num_predict":9}}""";

    public const string Text =
        """{"model":"llama3.2","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"Hi 🙂"},"done":false}""" + "\n";

    private const string Stream =
        """
        {"model":"llama3.2","created_at":"2026-01-01T00:00:00.1Z","message":{"role":"assistant","content":"","thinking":"Hm \"hi\""},"done":false}
        {"model":"llama3.2","created_at":"2026-01-01T00:00:00.2Z","message":{"role":"assistant","content":"Hi"},"done":false}
        {"model":"llama3.2","created_at":"2026-01-01T00:00:00.3Z","message":{"role":"assistant","content":" \ud83d\ude42"},"done":false}
        {"model":"llama3.2","created_at":"2026-01-01T00:00:00.4Z","message":{"role":"assistant","content":"","tool_calls":[{"function":{"index":0,"name":"a","arguments":{}}},{"function":{"name":"b","arguments":{"x":1}}}]},"done":false}
        {"model":"llama3.2","created_at":"2026-01-01T00:00:00.5Z","message":{"role":"assistant","content":""},"done_reason":"stop","done":true,"total_duration":4883583458,"load_duration":1334875,"prompt_eval_count":26,"prompt_eval_duration":342546000,"eval_count":298,"eval_duration":4535599000}

        """;

    public static readonly WireCase ChatStream = new("ollama stream", Stream) { Url = Url, Request = Request, ContentType = "application/x-ndjson" };

    public static readonly WireCase Chat =
        new(
            "ollama",
            """{"model":"llama3.2","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"Hi 🙂"}"""
                + ""","done_reason":"length","done":true,"total_duration":5,"eval_count":7}""")
        {
            Url = Url, Request = Request.Replace("\"options\"", "\"stream\":false,\"options\"", StringComparison.Ordinal),
        };

    public static readonly WireCase[] All = [Chat, ChatStream];
}
