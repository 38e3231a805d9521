using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Wire;

/// <summary>What a chat costs besides its text, in tokens, with one family of models.</summary>
/// <param name="Once">For each request: what begins the prompt, and what begins the answer.</param>
internal sealed record MessageFrame(int Once)
{
    /// <summary>For each message, its role included.</summary>
    public int PerMessage { get; init; }

    /// <summary>For each message besides that is the assistant's.</summary>
    public int PerAnswer { get; init; }

    /// <summary>For each message besides that is the system's or the developer's.</summary>
    public int PerSystem { get; init; }

    /// <summary>For each message besides that is anybody else's.</summary>
    public int PerUser { get; init; }

    /// <summary>For each name of an author, besides the name itself.</summary>
    public int PerName { get; init; }

    /// <summary>Once, where no message is the system's.</summary>
    public int WithoutSystem { get; init; }

    /// <summary>White space around a message is left out.</summary>
    public bool TrimsText { get; init; }

    /// <summary>How well text in this frame is counted.</summary>
    public CountMethod Method { get; init; }

    /// <summary>The model may write what it does not send, and what is counted as output all the same.</summary>
    public bool HidesOutput { get; init; }

    /// <summary>What parts that are no text cost; null where that is not known, and they count as the JSON that they are.</summary>
    public IPartRules? Parts { get; init; }

    /// <summary>What images cost; null where that is not known.</summary>
    public ImageRule? Images { get; init; }

    /// <summary>The tokens of the frame for a request, those of names and images left out.</summary>
    public int Tokens(in RequestShape shape) => Once
        + (PerMessage * shape.Messages)
        + (PerSystem * shape.SystemMessages)
        + (PerAnswer * shape.AnswerMessages)
        + (PerUser * (shape.Messages - shape.SystemMessages - shape.AnswerMessages))
        + (shape.SystemMessages == 0 ? WithoutSystem : 0);
}
