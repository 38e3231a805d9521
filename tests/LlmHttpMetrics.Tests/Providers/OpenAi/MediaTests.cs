using LlmHttpMetrics.Tests.Reading;

namespace LlmHttpMetrics.Tests.Providers.OpenAi;

/// <summary>
/// Images, audio and moderations: https://platform.openai.com/docs/api-reference/images, /audio, /moderations and their
/// streaming events.
/// </summary>
public sealed class MediaTests
{
    private const string Host = "https://api.openai.com/v1/";
    private const string ImageUsage =
        "\"usage\":{\"total_tokens\":100,\"input_tokens\":50,\"output_tokens\":50,\"input_tokens_details\":{\"text_tokens\":10,\"image_tokens\":40}}";

    public static readonly AnswerCase[] Answers =
    [
        Case(
            "images",
            "image_generation",
            "images/generations",
            """{"model":"gpt-image-1","prompt":"a cat"}""",
            "{\"created\":1,\"data\":[{\"b64_json\":\"AAAA\"}]," + ImageUsage + "}") with
        {
            Model = "gpt-image-1", Input = 50, Output = 50, Total = 100,
        },
        Case("images streamed", "image_generation", "images/generations", """{"model":"gpt-image-1","prompt":"a cat","stream":true,"partial_images":1}""",
            "event: image_generation.partial_image\ndata: {\"type\":\"image_generation.partial_image\",\"b64_json\":\"AA\",\"partial_image_index\":0}\n\n"
            + "event: image_generation.completed\ndata: {\"type\":\"image_generation.completed\",\"b64_json\":\"AAAA\"," + ImageUsage + "}\n\n") with
        {
            Model = "gpt-image-1", Input = 50, Output = 50, Total = 100, Chunks = 2, StreamRequested = true,
        },
        Case("images streamed, cut", "image_generation", "images/generations", """{"model":"gpt-image-1","prompt":"a cat","stream":true}""",
            "event: image_generation.partial_image\ndata: {\"type\":\"image_generation.partial_image\",\"b64_json\":\"AA\"}\n\n") with
        {
            Model = "gpt-image-1", Chunks = 1, StreamRequested = true, Outcome = LlmOutcomes.Broken, ErrorType = "stream_truncated",
        },
        Case(
            "images of DALL-E",
            "image_generation",
            "images/generations",
            """{"model":"dall-e-3","prompt":"a cat"}""",
            """{"created":1,"data":[{"url":"u"}]}""") with
        {
            Model = "dall-e-3"
        },
        Case(
            "images refused",
            "image_generation",
            "images/generations",
            """{"model":"gpt-image-1","prompt":"no"}""",
            """{"error":{"message":"m","type":"image_generation_user_error","param":null,"code":"moderation_blocked"}}""",
            400) with
        {
            Model = "gpt-image-1",
            Outcome = LlmOutcomes.Error,
            ErrorType = "moderation_blocked",
            Code = "moderation_blocked",
            Type = "image_generation_user_error",
        },
        Case("speech", "speech", "audio/speech", """{"model":"gpt-4o-mini-tts","input":"Hi","voice":"alloy"}""", "ID3\u0004 not JSON") with
        {
            Model = "gpt-4o-mini-tts"
        },
        Case("speech streamed", "speech", "audio/speech", """{"model":"gpt-4o-mini-tts","input":"Hi","voice":"alloy","stream_format":"sse"}""",
            "data: {\"type\":\"speech.audio.delta\",\"audio\":\"AA\"}\n\ndata: {\"type\":\"speech.audio.done\",\"usage\":{\"input_tokens\":14,"
                + "\"output_tokens\":101,\"total_tokens\":115}}\n\n") with
        {
            Model = "gpt-4o-mini-tts", Input = 14, Output = 101, Total = 115, Chunks = 1, StreamRequested = true,
        },
        Case(
            "moderation",
            "moderation",
            "moderations",
            """{"model":"omni-moderation-latest","input":"text"}""",
            """{"id":"modr-1","model":"omni-moderation-latest","results":[{"flagged":false}]}""") with
        {
            Model = "omni-moderation-latest", ResponseModel = "omni-moderation-latest", Id = "modr-1",
        },
        Case("transcription as text", "transcription", "audio/transcriptions", "", "Hello there.\n"),
        Case("transcription that begins as an event does", "transcription", "audio/transcriptions", "", "every good boy: does fine\n\nand so on\n"),
        Case("transcription that begins as data does", "translation", "audio/translations", "", "data are fine\n"),
        Case("transcription that begins as JSON does", "transcription", "audio/transcriptions", "", "[Music] hello there {\n"),
        Case("transcription as subtitles", "transcription", "audio/transcriptions", "", "1\n00:00:00,000 --> 00:00:01,000\nHello\n\n"),
        Case(
            "transcription with tokens",
            "transcription",
            "audio/transcriptions",
            "",
            """{"text":"Hi","usage":{"type":"tokens","input_tokens":14,"input_token_details":{"text_tokens":0,"audio_tokens":14}"""
                + ""","output_tokens":45,"total_tokens":59}}""") with
        {
            Input = 14, Output = 45, Total = 59, Characters = 2,
        },
        Case("transcription cut", "transcription", "audio/transcriptions", "", """{"text":"Hi""") with
        {
            Characters = 2,
            Outcome = LlmOutcomes.Broken,
            ErrorType = "stream_truncated"
        },
    ];

    [Test]
    public Task Answer_AsDocumented_IsRead([ValueSource(nameof(Answers))] AnswerCase answer, [Values] Delivery delivery, [Values] bool sync) =>
        answer.AssertAsync(delivery, sync);

    private static AnswerCase Case(string name, string operation, string path, string request, string body, int status = 200) =>
        new(
            new WireCase(name, body)
            {
                Url = Host + path,
                Request = request,
                Status = status,
                ContentType = body[0] == '{' ? "application/json" : WireBodies.EventStream
            },
            "openai",
            operation);
}
