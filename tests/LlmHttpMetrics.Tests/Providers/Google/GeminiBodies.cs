namespace LlmHttpMetrics.Tests.Providers.Google;

/// <summary>Answers of Gemini as https://ai.google.dev/api/generate-content describes them.</summary>
internal static class GeminiBodies
{
    public const string Url = "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent";
    public const string StreamUrl = "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:streamGenerateContent";
    public const string VertexUrl =
        "https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/us-central1/publishers/google/models/gemini-2.5-flash:streamGenerateContent";
    public const string Request = """{"contents":[{"role":"user","parts":[{"text":"Say hi"}]}],"generationConfig":{"candidateCount":1}}""";

    private const string Thought =
        """{"candidates":[{"content":{"parts":[{"text":"Hm, \"hi\".","thought":true}],"role":"model"},"index":0}],"usageMetadata":"""
            + """{"promptTokenCount":9,"totalTokenCount":9},"modelVersion":"gemini-2.5-flash-001","responseId":"r-1"}""";

    private const string Text =
        """{"candidates":[{"content":{"parts":[{"text":"Hi 🙂"}],"role":"model"},"index":0}],"usageMetadata":{"promptTokenCount":9"""
            + ""","candidatesTokenCount":1,"totalTokenCount":10},"modelVersion":"gemini-2.5-flash-001","responseId":"r-1"}""";

    private const string Last =
        """{"candidates":[{"content":{"parts":[{"functionCall":{"name":"wave","args":{"hands":2}}}],"role":"model"}"""
            + ""","finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":11,"candidatesTokenCount":7,"totalTokenCount":43"""
            + ""","cachedContentTokenCount":4,"thoughtsTokenCount":20,"toolUsePromptTokenCount":5,"promptTokensDetails":"""
            + """[{"modality":"TEXT","tokenCount":8},{"tokenCount":3,"modality":"AUDIO"}],"serviceTier":"standard"}"""
            + ""","modelVersion":"gemini-2.5-flash-001","responseId":"r-1"}""";

    public static readonly WireCase Whole = new("gemini", Last) { Url = Url, Request = Request };

    public static readonly WireCase EventStream = Streamed(
        "gemini stream", string.Concat(new[] { Thought, Text, Last }.Select(one => $"data: {one}\r\n\r\n")), "text/event-stream");

    public static readonly WireCase Array = Streamed("gemini array", $"[{Thought}\n,\r\n{Text}\n,\n{Last}\n]\n", "application/json");

    public static readonly WireCase[] All = [Whole, EventStream, Array];

    public static WireCase Streamed(string name, string body, string contentType = "text/event-stream") =>
        new(name, body) { Url = StreamUrl, Request = Request, ContentType = contentType };
}
