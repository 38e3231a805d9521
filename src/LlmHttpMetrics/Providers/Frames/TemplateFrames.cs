using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Frames;

/// <summary>The chat templates of open models, as their vendors publish them with the models.</summary>
internal static class TemplateFrames
{
    /// <summary>
    /// https://www.llama.com/docs/model-cards-and-prompt-formats/meta-llama-3: a token at the beginning of the text, then for each message a
    /// header of three tokens, a blank line and an end, and a header for the answer.
    /// </summary>
    private static readonly MessageFrame Llama3 = new(Once: 5) { PerMessage = 5, TrimsText = true };

    /// <summary>Since 3.1, a system message begins with two lines of dates, and there always is one.</summary>
    private static readonly MessageFrame DatedLlama3 = Llama3 with { Once = 25, WithoutSystem = 5 };

    /// <summary>
    /// https://www.llama.com/docs/model-cards-and-prompt-formats/meta-llama-2: <c>[INST]</c> and <c>[/INST]</c> are text of seven tokens, each
    /// turn has its own beginning and end, and a system message is wrapped in the first.
    /// </summary>
    private static readonly MessageFrame Llama2 = new(Once: 0) { PerUser = 8, PerAnswer = 1, PerSystem = 13, TrimsText = true };

    /// <summary>https://docs.mistral.ai/guides/tokenization: control tokens, one each.</summary>
    private static readonly MessageFrame Mistral = new(Once: 1) { PerUser = 2, PerSystem = 2, PerAnswer = 1 };

    /// <summary>https://ai.google.dev/gemma/docs/core/prompt-structure; a system message becomes the beginning of the first user message.</summary>
    private static readonly MessageFrame Gemma = new(Once: 4) { PerUser = 5, PerAnswer = 5, PerSystem = 1, TrimsText = true };

    private static readonly string[] Llama32 = ["llama-3.2", "llama3.2", "llama3-2", "llama-v3p2", "meta-llama-3.2"];

    public static readonly FrameRow[] All =
    [
        new(
            DatedLlama3,
            [
                .. Llama32,
                "llama-3.1", "llama3.1", "llama3-1", "llama-v3p1", "meta-llama-3.1",
                "llama-3.3", "llama3.3", "llama3-3", "llama-v3p3", "meta-llama-3.3",
            ]),
        new(Llama3, "llama-3", "llama3", "llama-v3", "meta-llama-3"),
        new(Llama2, "llama-2", "llama2", "llama-v2", "meta-llama-2"),

        // A block of settings, which is not published: derived from the usage of recorded calls.
        new(Mistral with { Once = 13, Method = CountMethod.Estimate }, "mistral-small-latest"),
        new(Mistral, "mistral", "open-mistral", "open-mixtral", "mixtral", "ministral", "magistral", "codestral", "devstral", "pixtral"),
        new(Gemma, "gemma"),
    ];

    /// <summary>Ollama's templates have one line of dates for Llama 3.2, and none for the others.</summary>
    public static readonly FrameRow[] OfOllama =
    [
        new(Llama3 with { Once = 15, WithoutSystem = 5 }, Llama32),
        new(Llama3, "llama3"),
    ];
}
