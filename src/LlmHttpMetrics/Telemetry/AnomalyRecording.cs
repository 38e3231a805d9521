using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Calls.Anomalies;
using LlmHttpMetrics.Counting;
using LlmHttpMetrics.Counting.Learning;
using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Vocabulary;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Telemetry;

/// <summary>Looks at the provider's figures of a call, and counts what is odd.</summary>
internal static class AnomalyRecording
{
    public static Anomaly Record(LlmInstruments instruments, CallRecord call, in CallFigures figures)
    {
        var found = Find(call, figures);
        Count(instruments, found);
        return found;
    }

    public static void Count(LlmInstruments instruments, Anomaly found)
    {
        if (found == Anomaly.None)
        {
            return;
        }

        foreach (var name in AnomalyNames.Of(found))
        {
            instruments.MeasurementAnomalies.Publish(1, [new(LlmTagNames.Anomaly, name)]);
        }
    }

    private static Anomaly Find(CallRecord call, in CallFigures figures)
    {
        if (call.Request is not { } request || call.Response is not { } response || !IsText(call.Operation))
        {
            return Anomaly.None;
        }

        var visible = figures.Output - (figures.Reasoning ?? 0);
        var found = Anomaly.None;
        if (call.Operation != Operations.TextCompletion)
        {
            // A completion may have many prompts, of which each has the limit.
            found = AnomalyChecks.Limit(visible, request.Number(RequestParameter.MaxTokens), request.Number(RequestParameter.ChoiceCount));
        }

        if (figures.Output > response.Length && !IsMedia(response.Facts))
        {
            found |= AnomalyChecks.Bytes(visible, response.Length);
        }

        return call.Endpoint.Format.TellsExtras && request.Length > 0 && TokenDemands.InputShape(request) == CallShape.Plain ? found | AnomalyChecks.Bytes(figures.Input, request.Length) : found;
    }

    private static bool IsText(string operation) => operation is Operations.Chat or Operations.GenerateContent or Operations.TextCompletion or Operations.Embeddings;

    private static bool IsMedia(Reading.ResponseFacts facts) => facts.Sent(Figure.OutputImage) is > 0 || facts.Sent(Figure.OutputAudio) is > 0;
}
