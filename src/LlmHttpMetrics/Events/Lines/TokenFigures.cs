namespace LlmHttpMetrics.Events.Lines;

/// <summary>
/// Token figures as a list: input, output, total, cached input, reasoning, audio of input and output, accepted and rejected prediction, cache
/// write, cache write for 5 minutes and for an hour, tools' input, image of input and output. What OpenAI sends stands first, without gaps.
/// </summary>
internal static class TokenFigures
{
    public static long?[]? Of(LlmTokens tokens) => FigureList.Of(
        tokens.Input, tokens.Output, tokens.Total, tokens.CachedInput, tokens.Reasoning, tokens.InputAudio, tokens.OutputAudio,
        tokens.AcceptedPrediction, tokens.RejectedPrediction,
        tokens.CacheWrite, tokens.CacheWrite5Minutes, tokens.CacheWrite1Hour, tokens.ToolUseInput, tokens.InputImage, tokens.OutputImage);

    public static LlmTokens Read(long?[]? figures) => new()
    {
        Input = FigureList.Figure(figures, 0),
        Output = FigureList.Figure(figures, 1),
        Total = FigureList.Figure(figures, 2),
        CachedInput = FigureList.Figure(figures, 3),
        Reasoning = FigureList.Figure(figures, 4),
        InputAudio = FigureList.Figure(figures, 5),
        OutputAudio = FigureList.Figure(figures, 6),
        AcceptedPrediction = FigureList.Figure(figures, 7),
        RejectedPrediction = FigureList.Figure(figures, 8),
        CacheWrite = FigureList.Figure(figures, 9),
        CacheWrite5Minutes = FigureList.Figure(figures, 10),
        CacheWrite1Hour = FigureList.Figure(figures, 11),
        ToolUseInput = FigureList.Figure(figures, 12),
        InputImage = FigureList.Figure(figures, 13),
        OutputImage = FigureList.Figure(figures, 14),
    };
}
