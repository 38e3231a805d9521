using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Reading;

namespace LlmHttpMetrics.Interception;

/// <summary>The answers to a call: each is observed while it is read, and one of them ends the call. Reused from call to call.</summary>
internal sealed class ExchangeResponse(LlmExchange exchange)
{
    /// <summary>The observation of the answer, if there can only be one; created for the first answer, so that calls with attempts do not need it.</summary>
    private ResponseObservation? _only;

    /// <summary>Records the response for the caller, whose body will end the call.</summary>
    public void OnResponse(HttpResponseMessage response)
    {
        if (exchange.Attempts is { } attempts)
        {
            exchange.Record.HttpResponse = response;
            attempts.OnResponse(response);
            return;
        }

        if (Observe(response, attempt: null) is { } content)
        {
            content.Response = response;
            content.TryVisit(true, static (observation, value) => observation.IsCallers = value);
            EndIfEmpty(content);
        }
    }

    /// <summary>Observes the response's body; null if the payload has shown that this is not a model call.</summary>
    public ObservedResponseContent? Observe(HttpResponseMessage response, LlmAttempt? attempt)
    {
        var request = exchange.Request;
        if (request.IsNoModelCall)
        {
            exchange.Discard();
            return null;
        }

        var settings = exchange.Settings;
        var observation = exchange.Attempts is null ? _only ??= new ResponseObservation() : ResponseObservation.Rent();
        observation.Text.Begin(request.TextNeeds, settings.Held.Output, settings.Content.MaxOutput, settings.TextSink?.Invoke());
        observation.Begin(exchange.Record.Endpoint.Format, exchange.Monitor, response);
        observation.Reader.ExpectChoices(request.ChoiceCount);
        if (request.Reader.Stream && response.IsSuccessStatusCode)
        {
            observation.Reader.ExpectStream();
        }

        var content = new ObservedResponseContent(response.Content, observation, exchange, attempt);
        response.Content = content;
        return content;
    }

    /// <summary>Ends a body without bytes, which has ended before it is read.</summary>
    public static void EndIfEmpty(ObservedResponseContent content)
    {
        if (content.IsEmpty)
        {
            content.OnEnd();
        }
    }

    /// <summary>Called when the body of this call or of one of its attempts has ended.</summary>
    /// <returns>True if the call has to be returned with <see cref="LlmExchange.Release"/>.</returns>
    public bool End(ResponseObservation observation, ObservedResponseContent content, Ending ending)
    {
        var ended = ending.At != 0 ? ending.At : observation.Now();
        exchange.Publish(observation.End(ending.Kind, ended));
        var kept = false;
        try
        {
            ended = ended == 0 ? exchange.Now() : ended;
            var unreadable = observation.IsUnreadable;
            var outcome = OutcomeRules.OfBody(observation.Status, unreadable ? null : observation.Reader, ending, unreadable);
            if (exchange.Attempts is { } attempts)
            {
                kept = attempts.OnBodyEnded(observation, content, outcome, ended);
            }
            else
            {
                exchange.Record.HttpResponse = content.Response;
                exchange.Record.IsItsOnlyAttempt = true;
                exchange.Record.Attempts = 1;
                exchange.Complete(observation, outcome, ended);
            }
        }
        catch (Exception)
        {
            exchange.Monitor.Faults.Failed(Stages.Recording);
        }

        if (exchange.Attempts is null)
        {
            observation.Clear();
            return true;
        }

        if (!kept)
        {
            observation.Release();
        }

        return false;
    }
}
