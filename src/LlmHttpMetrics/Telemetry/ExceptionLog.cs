using LlmHttpMetrics.Calls;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Telemetry;

/// <summary>
/// The convention's event for an exception that ended a call, as a log record:
/// https://github.com/open-telemetry/semantic-conventions-genai/blob/v0.1.0/docs/gen-ai/gen-ai-exceptions.md. An error status is not an exception for
/// a handler: the SDK above it throws that exception.
/// </summary>
internal sealed class ExceptionLog(ILogger logger, bool includesMessages) : ICallConsumer
{
    public const string Name = "gen_ai.client.inference.exception";

    private const string Type = "exception.type";
    private const string Message = "exception.message";
    private const string StackTrace = "exception.stacktrace";

    private static readonly EventId Id = new(80, Name);

    public bool IsEnabled => false;

    public void Completed(in CompletedCall call)
    {
        if (!call.Record.SkipsStandard && call.Record.Outcome.Thrown is { } exception)
        {
            Write(call.Record, exception);
        }
    }

    /// <summary>Writes the event. Message and stack trace, which can contain private data, are included only if the options allow it.</summary>
    private void Write(CallRecord call, Exception exception)
    {
        if (!logger.IsEnabled(LogLevel.Warning))
        {
            return;
        }

        List<KeyValuePair<string, object?>> attributes =
        [
            new(LlmTagNames.OperationName, call.Operation),
            new(LlmTagNames.ProviderName, call.Endpoint.Provider),
            new(LlmTagNames.ServerAddress, call.Endpoint.ServerAddress),
            new(LlmTagNames.ServerPort, call.Endpoint.ServerPort),
            new(LlmTagNames.ErrorType, call.Outcome.ErrorType),
            new(Type, exception.GetType().FullName),
        ];
        Add(attributes, LlmTagNames.RequestModel, call.RequestModel);
        if (includesMessages)
        {
            Add(attributes, Message, exception.Message);
            Add(attributes, StackTrace, exception.StackTrace);
        }

        logger.Log(LogLevel.Warning, Id, attributes, exception: null, static (_, _) => "A call of a language model ended with an exception.");
    }

    private static void Add(List<KeyValuePair<string, object?>> attributes, string name, string? value)
    {
        if (value is not null)
        {
            attributes.Add(new(name, value));
        }
    }
}
