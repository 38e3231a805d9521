using System.Text;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Providers.Google;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Tests.Calls;

/// <summary>The outcome of each ending, exception by exception and word by word.</summary>
public sealed class OutcomeRulesTests
{
    private const string Canceled = "System.Threading.Tasks.TaskCanceledException";
    private const string Timeout = "System.TimeoutException";
    private const string Answered = """{"choices":[{"index":0,"finish_reason":"stop","message":{"content":"Hi"}}]}""";

    private static readonly TestCaseData[] Exceptions =
    [
        Case("no exception", null, false, false, LlmOutcomes.Cancelled),
        Case("no exception, after the timeout", null, false, true, LlmOutcomes.Cancelled),
        Case("the caller's token", null, true, false, LlmOutcomes.Cancelled),
        Case("the caller's token, after the timeout", null, true, true, LlmOutcomes.Timeout, Canceled),
        Case("a cancellation that is not the caller's", new OperationCanceledException(), false, false, LlmOutcomes.Cancelled),
        Case("a cancellation that is not the caller's, after the timeout", new OperationCanceledException(), false, true, LlmOutcomes.Cancelled),
        Case("a cancellation after the timeout", new OperationCanceledException(), true, true, LlmOutcomes.Timeout, Canceled),
        Case("HttpClient's timeout", new OperationCanceledException("", new TimeoutException()), false, false, LlmOutcomes.Timeout, Canceled),
        Case("a timeout", new TimeoutException(), false, false, LlmOutcomes.Timeout, Timeout),
        Case("a timeout that is noticed by the caller's token", new TimeoutException(), true, false, LlmOutcomes.Timeout, Timeout),
        Case("a timeout inside another exception", new IOException("", new TimeoutException()), false, false, LlmOutcomes.Timeout, "System.IO.IOException"),
        Case("a network error", new IOException(), false, false, LlmOutcomes.Broken, "System.IO.IOException"),
        Case("a network error after the timeout", new IOException(), false, true, LlmOutcomes.Broken, "System.IO.IOException"),
        Case("a network error, the caller's token", new IOException(), true, false, LlmOutcomes.Cancelled),
        Case("a network error, the caller's token, after the timeout", new IOException(), true, true, LlmOutcomes.Timeout, Canceled),
        Case("a request error", new HttpRequestException(HttpRequestError.NameResolutionError), false, false, LlmOutcomes.Broken, "name_resolution_error"),
        Case(
            "a request error that is known only inside",
            new HttpRequestException("", new HttpIOException(HttpRequestError.ResponseEnded)),
            false,
            false,
            LlmOutcomes.Broken,
            "response_ended"),
        Case("an unknown request error", new HttpRequestException(), false, false, LlmOutcomes.Broken, "System.Net.Http.HttpRequestException"),
        Case("a read error", new HttpIOException(HttpRequestError.InvalidResponse), false, false, LlmOutcomes.Broken, "invalid_response"),
        Case("an unknown read error", new HttpIOException(HttpRequestError.Unknown), false, false, LlmOutcomes.Broken, "System.Net.Http.HttpIOException"),
    ];

    [TestCaseSource(nameof(Exceptions))]
    public void OfException_OfAnyEnding_IsItsOutcome(Exception? exception, bool callerCancelled, bool timeoutElapsed, string outcome, string? errorType)
    {
        var found = OutcomeRules.OfException(exception, callerCancelled, timeoutElapsed);

        Assert.That((found.Word, found.ErrorType), Is.EqualTo((outcome, errorType)));
        Assert.That(found.Thrown, Is.SameAs(outcome == LlmOutcomes.Cancelled ? null : exception));
    }

    [TestCase(0, true)]
    [TestCase(7, true)]
    [TestCase(8, false)]
    public void IsTimeout_OfAnExceptionInsideOthers_IsSeenToALimitedDepth(int depth, bool isTimeout)
    {
        Exception exception = new TimeoutException();
        for (var i = 0; i < depth; i++)
        {
            exception = new IOException("", exception);
        }

        Assert.That(OutcomeRules.IsTimeout(exception), Is.EqualTo(isTimeout));
    }

    [Test]
    public void IsTimeout_OfPollysException_IsSeenByItsName()
    {
        Assert.That(OutcomeRules.IsTimeout(new Polly.Timeout.TimeoutRejectedException()), Is.True);
        Assert.That(OutcomeRules.IsTimeout(new InvalidOperationException()), Is.False);
        Assert.That(OutcomeRules.IsTimeout(null), Is.False);
    }

    [TestCase(200, Answered, LlmOutcomes.Completed, null)]
    [TestCase(399, Answered, LlmOutcomes.Completed, null)]
    [TestCase(400, Answered, LlmOutcomes.Error, "400")]
    [TestCase(503, """{"error":{"code":"overloaded"}}""", LlmOutcomes.Error, "overloaded")]
    [TestCase(200, """{"error":{"code":"overloaded"}}""", LlmOutcomes.Error, "overloaded")]
    [TestCase(200, """{"error":{"code":529}}""", LlmOutcomes.Error, "529")]
    [TestCase(404, """{"error":{"code":529}}""", LlmOutcomes.Error, "404")]
    [TestCase(200, """{"error":{"message":"No"}}""", LlmOutcomes.Error, "_OTHER")]
    public void OfBody_OfAnyStatus_IsAnErrorByItOrByTheBody(int status, string body, string outcome, string? errorType)
    {
        var found = OutcomeRules.OfBody(status, Read(body), new Ending(EndingKind.EndOfBody), unreadable: false);

        Assert.That((found.Word, found.ErrorType), Is.EqualTo((outcome, errorType)));
    }

    [TestCase(400, LlmOutcomes.Error)]
    [TestCase(399, LlmOutcomes.Broken)]
    public void OfBody_ThatIsNotRead_IsAnErrorByItsStatus(int status, string outcome) =>
        Assert.That(OutcomeRules.OfBody(status, reader: null, new Ending(EndingKind.EndOfBody), unreadable: false).Word, Is.EqualTo(outcome));

    [TestCase(EndingKind.EndOfBody, true, LlmOutcomes.Completed)]
    [TestCase(EndingKind.EndOfBody, false, LlmOutcomes.Broken)]
    [TestCase(EndingKind.Disposed, true, LlmOutcomes.Abandoned)]
    [TestCase(EndingKind.Failed, true, LlmOutcomes.Broken)]
    public void OfBody_ThatCannotBeRead_IsCompleteWithItsEndAlone(object kind, bool unreadable, string outcome) =>
        Assert.That(
            OutcomeRules.OfBody(200, reader: null, new Ending((EndingKind)kind, kind is EndingKind.Failed ? new IOException() : null), unreadable).Word,
            Is.EqualTo(outcome));

    [TestCase("""{"choices":[""", EndingKind.EndOfBody, false, LlmOutcomes.Broken)]
    [TestCase("""{"choices":[""", EndingKind.EndOfBody, true, LlmOutcomes.Cancelled)]
    [TestCase("""{"choices":[""", EndingKind.Disposed, false, LlmOutcomes.Abandoned)]
    [TestCase("""{"choices":[""", EndingKind.Disposed, true, LlmOutcomes.Cancelled)]
    [TestCase("""{"choices":[""", EndingKind.Failed, false, LlmOutcomes.Broken)]
    [TestCase(Answered, EndingKind.EndOfBody, true, LlmOutcomes.Completed)]
    [TestCase(Answered, EndingKind.Disposed, false, LlmOutcomes.Completed)]
    [TestCase(Answered, EndingKind.Disposed, true, LlmOutcomes.Completed)]
    [TestCase(Answered, EndingKind.Failed, false, LlmOutcomes.Broken, Description = "a caller that could not read the document to its end has no answer")]
    [TestCase("data: {}\n\ndata: [DONE]\n\n", EndingKind.Failed, false, LlmOutcomes.Completed)]
    [TestCase("data: {}\n\n", EndingKind.Failed, false, LlmOutcomes.Broken)]
    public void OfBody_OfAnyEnding_DependsOnEvidence(string body, object kind, bool callerCancelled, string outcome)
    {
        Ending ending = new((EndingKind)kind, kind is EndingKind.Failed ? new IOException() : null, callerCancelled);

        Assert.That(OutcomeRules.OfBody(200, Read(body), ending, unreadable: false).Word, Is.EqualTo(outcome));
    }

    [TestCase(EndingKind.EndOfBody)]
    [TestCase(EndingKind.Disposed)]
    [TestCase(EndingKind.Failed)]
    public void OfBody_CutByTheTimeout_IsATimeout(object kind)
    {
        Ending ending = new((EndingKind)kind, new IOException(), CallerCancelled: true, TimeoutElapsed: true);

        Assert.That(OutcomeRules.OfBody(200, Read("data: {}\n\n"), ending, unreadable: false).Word, Is.EqualTo(LlmOutcomes.Timeout));
    }

    [TestCase("stop,stop", LlmOutcomes.Completed)]
    [TestCase("length,stop", LlmOutcomes.Length)]
    [TestCase("stop,length", LlmOutcomes.Length)]
    [TestCase("length,content_filter", LlmOutcomes.ContentFilter)]
    [TestCase("content_filter,stop", LlmOutcomes.ContentFilter)]
    public void OfBody_OfSeveralChoices_IsThatOfTheWorst(string reasons, string outcome)
    {
        var choices = reasons.Split(',').Select((reason, i) => $$"""{"index":{{i}},"finish_reason":"{{reason}}"}""");

        Assert.That(Ended(ChatCompletions.Format, $$"""{"choices":[{{string.Join(',', choices)}}]}"""), Is.EqualTo(outcome));
    }

    [Test]
    public void OfBody_OfTheMostChoicesThatAreKept_IsThatOfTheWorst() =>
        Assert.That(
            Ended(ChatCompletions.Format, """{"choices":[{"index":127,"finish_reason":"stop"},{"index":0,"finish_reason":"stop"}]}"""),
            Is.EqualTo(LlmOutcomes.Completed));

    [TestCase("""{"status":"incomplete","incomplete_details":{"reason":"max_output_tokens"}}""", LlmOutcomes.Length)]
    [TestCase("""{"status":"incomplete"}""", LlmOutcomes.Length)]
    [TestCase("""{"status":"completed","incomplete_details":{"reason":"max_output_tokens"}}""", LlmOutcomes.Length)]
    [TestCase("""{"status":"incomplete","incomplete_details":{"reason":"content_filter"}}""", LlmOutcomes.ContentFilter)]
    [TestCase("""{"status":"completed","output":[{"type":"message","content":[{"type":"refusal","refusal":"No"}]}]}""", LlmOutcomes.ContentFilter)]
    [TestCase("""{"status":"completed","output":[{"type":"message","content":[{"type":"output_text","text":"Hi"}]}]}""", LlmOutcomes.Completed)]
    public void OfBody_OfAResponse_IsThatOfTheWholeAnswer(string body, string outcome) => Assert.That(Ended(Responses.Format, body), Is.EqualTo(outcome));

    [Test]
    public void OfBody_OfABlockedPrompt_IsContentFilter() =>
        Assert.That(Ended(GenerateContent.Gemini, """{"promptFeedback":{"blockReason":"SAFETY"}}"""), Is.EqualTo(LlmOutcomes.ContentFilter));

    private static string Ended(WireFormat format, string body) =>
        OutcomeRules.OfBody(200, Read(body, format), new Ending(EndingKind.EndOfBody), unreadable: false).Word;

    private static ResponseReader Read(string body, WireFormat? format = null)
    {
        ResponseReader reader = new();
        reader.Begin(format ?? ChatCompletions.Format, new TextTally());
        reader.Feed(Encoding.UTF8.GetBytes(body));
        return reader;
    }

    private static TestCaseData Case(string name, Exception? exception, bool callerCancelled, bool timeoutElapsed, string outcome, string? errorType = null) =>
        new TestCaseData(exception, callerCancelled, timeoutElapsed, outcome, errorType).SetArgDisplayNames(name);
}
