namespace LlmHttpMetrics.Recording.Events.Lines;

/// <summary>
/// Token figures as a list: input, output, total, cached input, cache write, reasoning, cache write for 5 minutes and for an hour, tools'
/// input, audio and image of the input, audio and image of the output, accepted and rejected prediction.
/// </summary>
internal static class TokenFigures
{
    public static long?[]? Of(LlmTokens tokens) => FigureList.Of(
        tokens.Input, tokens.Output, tokens.Total, tokens.CachedInput, tokens.CacheWrite, tokens.Reasoning, tokens.CacheWrite5Minutes, tokens.CacheWrite1Hour, tokens.ToolUseInput,
        tokens.InputAudio, tokens.InputImage, tokens.OutputAudio, tokens.OutputImage, tokens.AcceptedPrediction, tokens.RejectedPrediction);

    public static LlmTokens Read(long?[]? figures) => new()
    {
        Input = FigureList.Figure(figures, 0),
        Output = FigureList.Figure(figures, 1),
        Total = FigureList.Figure(figures, 2),
        CachedInput = FigureList.Figure(figures, 3),
        CacheWrite = FigureList.Figure(figures, 4),
        Reasoning = FigureList.Figure(figures, 5),
        CacheWrite5Minutes = FigureList.Figure(figures, 6),
        CacheWrite1Hour = FigureList.Figure(figures, 7),
        ToolUseInput = FigureList.Figure(figures, 8),
        InputAudio = FigureList.Figure(figures, 9),
        InputImage = FigureList.Figure(figures, 10),
        OutputAudio = FigureList.Figure(figures, 11),
        OutputImage = FigureList.Figure(figures, 12),
        AcceptedPrediction = FigureList.Figure(figures, 13),
        RejectedPrediction = FigureList.Figure(figures, 14),
    };
}
