using System.Globalization;
using System.Text;
using LlmHttpMetrics.Framing;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Calls;

/// <summary>Decides how a call ended: error, timeout, cancelled, broken, abandoned, content filter, length or completed, in this order.</summary>
internal static class OutcomeRules
{
    /// <summary>The convention's fallback for an error of unknown type.</summary>
    private const string UnknownError = "_OTHER";

    private const int MaxInnerExceptions = 8;

    /// <summary>Determines the outcome of a call that ended with its body, in whatever way the body ended.</summary>
    public static Outcome OfBody(int status, ResponseReader? reader, Ending ending, bool unreadable)
    {
        var facts = reader?.Facts;
        if (status >= 400 || facts?.Error.HasError == true)
        {
            return new(
                LlmOutcomes.Error,
                facts?.Error.Word ?? (status >= 400 ? status.ToString(CultureInfo.InvariantCulture) : facts?.Error.NumberOrReason ?? UnknownError));
        }

        var complete = reader?.HasEvidence == true || (ending.Kind == EndingKind.EndOfBody && (unreadable || reader?.EndIsEvidence == true));
        switch (ending.Kind)
        {
            case EndingKind.Failed when !complete || reader is { Kind: BodyKind.Json }:
                return OfException(ending.Exception, ending.CallerCancelled, ending.TimeoutElapsed);
            case EndingKind.EndOfBody or EndingKind.Disposed when !complete && ending.IsCancellation:
                return OfException(ending.Exception, ending.CallerCancelled, ending.TimeoutElapsed);
            case EndingKind.EndOfBody when !complete:
                return Outcome.Truncated;
            case EndingKind.Disposed when !complete:
                return Outcome.Abandoned;
            default:
                return facts is null ? Outcome.Completed : OfAnswer(facts);
        }
    }

    /// <summary>Determines the outcome of a call that ended with an exception or, without one, with a token that was cancelled.</summary>
    public static Outcome OfException(Exception? exception, bool callerCancelled, bool timeoutElapsed)
    {
        if (exception is null or OperationCanceledException || callerCancelled)
        {
            return IsTimeout(exception) || (callerCancelled && timeoutElapsed)
                ? new(LlmOutcomes.Timeout, TimeoutErrorType(exception), exception)
                : Outcome.Cancelled;
        }

        return new(IsTimeout(exception) ? LlmOutcomes.Timeout : LlmOutcomes.Broken, ErrorType(exception), exception);
    }

    private static Outcome OfAnswer(ResponseFacts facts)
    {
        var finish = facts.Finish;
        var length = finish.IncompleteKind == FinishKind.Length || finish.StatusKind == FinishKind.Length;
        if (finish.IncompleteKind == FinishKind.ContentFilter || finish.StatusKind == FinishKind.ContentFilter || finish.PromptBlocked || facts.Refused)
        {
            return Outcome.ContentFilter;
        }

        for (var i = 0; i < finish.ChoiceCount; i++)
        {
            switch (finish.KindOf(i))
            {
                case FinishKind.ContentFilter:
                    return Outcome.ContentFilter;
                case FinishKind.Length:
                    length = true;
                    break;
            }
        }

        return length ? Outcome.Length : Outcome.Completed;
    }

    /// <summary>Whether the type of the exception identifies it as a timeout.</summary>
    public static bool IsTimeout(Exception? exception)
    {
        for (var depth = 0; exception is not null && depth < MaxInnerExceptions; depth++, exception = exception.InnerException)
        {
            // There is no dependency on Polly, so its exception is recognized by name.
            if (exception is TimeoutException || exception.GetType().FullName == "Polly.Timeout.TimeoutRejectedException")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The exception that a cancelled send throws depends on where cancellation was noticed, and an interrupted read may not have thrown at all.
    /// <see cref="HttpClient"/> reports each of its timeouts as <see cref="TaskCanceledException"/>, and so does this library. Exceptions whose own type
    /// identifies them as a timeout keep their name.
    /// </summary>
    private static string TimeoutErrorType(Exception? exception) =>
        exception is not (null or OperationCanceledException) && IsTimeout(exception) ? ErrorType(exception) : typeof(TaskCanceledException).FullName!;

    private static string ErrorType(Exception exception)
    {
        var error = exception switch
        {
            HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } e => e.HttpRequestError,
            HttpIOException e => e.HttpRequestError,
            { InnerException: HttpIOException e } => e.HttpRequestError,
            _ => HttpRequestError.Unknown,
        };
        return error == HttpRequestError.Unknown ? exception.GetType().FullName! : SnakeCase(error.ToString());
    }

    private static string SnakeCase(string name)
    {
        StringBuilder words = new();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && words.Length > 0)
            {
                words.Append('_');
            }

            words.Append(char.ToLowerInvariant(c));
        }

        return words.ToString();
    }
}
