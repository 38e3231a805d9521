namespace LlmHttpMetrics.Wire;

/// <summary>The message overhead of one model family: the tokens of a chat besides its text.</summary>
/// <param name="Once">For each request: the tokens that begin the prompt and the answer.</param>
internal sealed record MessageFrame(int Once)
{
    /// <summary>For each message, its role included.</summary>
    public int PerMessage { get; init; }

    /// <summary>In addition for each assistant message.</summary>
    public int PerAnswer { get; init; }

    /// <summary>In addition for each system or developer message.</summary>
    public int PerSystem { get; init; }

    /// <summary>In addition for each message of any other role.</summary>
    public int PerUser { get; init; }

    /// <summary>For each author name, in addition to the name itself.</summary>
    public int PerName { get; init; }

    /// <summary>Once, if there is no system message.</summary>
    public int WithoutSystem { get; init; }

    /// <summary>White space around a message is removed.</summary>
    public bool TrimsText { get; init; }

    /// <summary>How exact a count with this overhead is.</summary>
    public CountMethod Method { get; init; }

    /// <summary>The model may generate text that is not sent but is counted as output.</summary>
    public bool HidesOutput { get; init; }

    /// <summary>The rules for parts that are not text; null if there are none, and they are counted as JSON text.</summary>
    public IPartRules? Parts { get; init; }

    /// <summary>The rules for images; null if they are not known.</summary>
    public ImageRule? Images { get; init; }

    /// <summary>The overhead of a request, without that of names and images.</summary>
    public int Tokens(in RequestShape shape) => Once
        + (PerMessage * shape.Messages)
        + (PerSystem * shape.SystemMessages)
        + (PerAnswer * shape.AnswerMessages)
        + (PerUser * (shape.Messages - shape.SystemMessages - shape.AnswerMessages))
        + (shape.SystemMessages == 0 ? WithoutSystem : 0);
}
