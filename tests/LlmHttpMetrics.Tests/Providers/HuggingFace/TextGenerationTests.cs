using LlmHttpMetrics.Tests.Reading;

namespace LlmHttpMetrics.Tests.Providers.HuggingFace;

/// <summary>Text Generation Inference as https://huggingface.github.io/text-generation-inference describes it.</summary>
public sealed class TextGenerationTests
{
    private const string Endpoint = "https://x1.us-east-1.aws.endpoints.huggingface.cloud";
    private const string Request = """{"inputs":"Say hi","parameters":{"max_new_tokens":20}}""";

    private const string Stream =
        "data:{\"index\":1,\"token\":{\"id\":3,\"text\":\"Hi\",\"logprob\":-0.1,\"special\":false},\"generated_text\":null,\"details\":null}\n\n"
        + "data:{\"index\":2,\"token\":{\"special\":false,\"id\":4,\"text\":\" \\ud83d\\ude42\",\"logprob\":-0.1},\"generated_text\":null,\"details\":null}\n\n"
        + "data:{\"index\":3,\"token\":{\"id\":2,\"text\":\"</s>\",\"logprob\":-0.1,\"special\":true},\"generated_text\":\"Hi 🙂\","
        + "\"details\":{\"finish_reason\":\"eos_token\",\"generated_tokens\":3,\"input_length\":5,\"seed\":null}}\n\n";

    public static readonly AnswerCase[] Answers =
    [
        Case("stream", "/generate_stream", Stream) with
        {
            Finish = "eos_token", Input = 5, Output = 3, Characters = 4, Chunks = 3, StreamRequested = true,
        },
        Case("stream at the root", "/", Stream, Request.Replace("}}", "},\"stream\":true}", StringComparison.Ordinal)) with
        {
            Finish = "eos_token", Input = 5, Output = 3, Characters = 4, Chunks = 3, StreamRequested = true,
        },
        Case(
            "whole",
            "/generate",
            """{"generated_text":"Hi","details":{"finish_reason":"length","generated_tokens":20,"seed":1,"prefill":[],"tokens":[{"id":3"""
                + ""","text":"Hi","logprob":-0.1,"special":false}]}}""") with
        {
            Finish = "length", Input = 5, Output = 20, Characters = 2, Outcome = LlmOutcomes.Length,
        },
        Case("whole without details", "/generate", """{"generated_text":"Hi"}""") with { Input = 5, Output = 9, Characters = 2 },
        Case(
            "refused",
            "/generate",
            """{"error":"Input validation error: `inputs` tokens + `max_new_tokens` must be <= 2048","error_type":"validation"}""",
            status: 422) with
        {
            Outcome = LlmOutcomes.Error, ErrorType = "validation", Type = "validation", Input = 5, Output = 9,
        },
        Case(
            "overloaded in the stream",
            "/generate_stream",
            "data:{\"error\":\"Request failed during generation: Server error\",\"error_type\":\"generation\"}\n\n") with
        {
            Outcome = LlmOutcomes.Error, ErrorType = "generation", Type = "generation", Input = 5, Output = 9, Chunks = 0, StreamRequested = true,
        },
    ];

    [Test]
    public Task Answer_AsDocumented_IsRead([ValueSource(nameof(Answers))] AnswerCase answer, [Values] Delivery delivery, [Values] bool sync) =>
        answer.AssertAsync(delivery, sync);

    [TestCase(Endpoint + "/", """{"inputs":"I like this"}""", TestName = "Root_WithoutALimit_IsAnotherTask")]
    [TestCase(
        "https://api-inference.huggingface.co/models/distilbert/distilbert-base-uncased-finetuned-sst-2-english",
        """{"inputs":"I like this"}""",
        TestName = "Model_WithoutALimit_IsAnotherTask")]
    public async Task Request_WithoutALimit_IsAnotherTask(string url, string body)
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle("""[[{"label":"POSITIVE","score":0.9}]]"""));
        using var request = WireSamples.Post(url, body);

        using var response = await client.Http.SendAsync(request);

        Assert.That(client.Recorder.All, Is.Empty);
    }

    private static AnswerCase Case(string name, string path, string body, string request = Request, int status = 200) =>
        new(
            new WireCase(name, body)
            {
                Url = Endpoint + path,
                Request = request,
                Status = status,
                ContentType = WireBodies.EventStream,
                Headers = [("x-prompt-tokens", "5"), ("x-generated-tokens", "9")],
            },
            "huggingface",
            "text_completion");
}
