using System.Globalization;
using System.Text;
using LlmHttpMetrics.Framing;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Calls;

/// <summary>Decides how a call ended: error, timeout, cancelled, broken, abandoned, content filter, length, completed, in this order.</summary>
internal static class OutcomeRules
{
    /// <summary>The fallback of the convention for an error that says nothing of itself.</summary>
    private const string UnknownError = "_OTHER";

    private const int MaxInnerExceptions = 8;

    /// <summary>The call ended with its body, whatever became of it.</summary>
    public static Outcome OfBody(int status, ResponseReader? reader, Ending ending, bool unreadable)
    {
        var facts = reader?.Facts;
        if (status >= 400 || facts?.HasError == true)
        {
            return new(
                LlmOutcomes.Error,
                facts?.ErrorWord ?? (status >= 400 ? status.ToString(CultureInfo.InvariantCulture) : facts?.ErrorNumberOrReason ?? UnknownError));
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

    /// <summary>The call ended with an exception, or, where there is none, by a token that fired.</summary>
    public static Outcome OfException(Exception? exception, bool callerCancelled, bool timeoutElapsed)
    {
        if (exception is null or OperationCanceledException || callerCancelled)
        {
            return IsTimeout(exception) || (callerCancelled && timeoutElapsed) ? new(LlmOutcomes.Timeout, TimeoutErrorType(exception), exception) : Outcome.Cancelled;
        }

        return new(IsTimeout(exception) ? LlmOutcomes.Timeout : LlmOutcomes.Broken, ErrorType(exception), exception);
    }

    private static Outcome OfAnswer(ResponseFacts facts)
    {
        var length = facts.IncompleteKind == FinishKind.Length || facts.StatusKind == FinishKind.Length;
        if (facts.IncompleteKind == FinishKind.ContentFilter || facts.StatusKind == FinishKind.ContentFilter || facts.PromptBlocked || facts.Refused)
        {
            return Outcome.ContentFilter;
        }

        for (var i = 0; i < facts.ChoiceCount; i++)
        {
            switch (facts.FinishKindOf(i))
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

    /// <summary>The exception says by itself that it is a timeout.</summary>
    public static bool IsTimeout(Exception? exception)
    {
        for (var depth = 0; exception is not null && depth < MaxInnerExceptions; depth++, exception = exception.InnerException)
        {
            // Polly is no dependency of ours, so its exception is known by name.
            if (exception is TimeoutException || exception.GetType().FullName == "Polly.Timeout.TimeoutRejectedException")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// What a cancelled send throws depends on where the token met it, and a read that was interrupted may not have thrown at all.
    /// <see cref="HttpClient"/> reports each of its timeouts as <see cref="TaskCanceledException"/>, and so do we. Exceptions whose own type
    /// says that they are a timeout keep their name.
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
        var words = new StringBuilder(name.Length + 4);
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
