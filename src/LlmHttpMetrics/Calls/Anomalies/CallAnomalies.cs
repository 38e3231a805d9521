using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Calls.Anomalies;

/// <summary>Finds anomalies in the figures that the provider reported for a call.</summary>
internal static class CallAnomalies
{
    public static Anomaly Find(CallRecord call, in CallFigures figures)
    {
        if (call.Request is not { } request || call.Response is not { } response || !IsText(call.Operation))
        {
            return Anomaly.None;
        }

        var visible = figures.Output - (figures.Reasoning ?? 0);
        var found = Anomaly.None;
        if (call.Operation != Operations.TextCompletion)
        {
            // A completion can have many prompts, and the limit applies to each of them.
            found = AnomalyChecks.Limit(visible, request.Number(RequestParameter.MaxTokens), request.Number(RequestParameter.ChoiceCount));
        }

        if (figures.Output > response.Length && !IsMedia(response.Facts))
        {
            found |= AnomalyChecks.Bytes(visible, response.Length);
        }

        return call.Endpoint.Format.HasExtraFields && request.Length > 0 && CallShapes.OfRequest(request) == CallShape.Plain
            ? found | AnomalyChecks.Bytes(figures.Input, request.Length)
            : found;
    }

    private static bool IsText(string operation) =>
        operation is Operations.Chat or Operations.GenerateContent or Operations.TextCompletion or Operations.Embeddings;

    private static bool IsMedia(ResponseFacts facts) => facts.Sent(Figure.OutputImage) is > 0 || facts.Sent(Figure.OutputAudio) is > 0;
}
