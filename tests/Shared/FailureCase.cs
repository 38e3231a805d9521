namespace LlmHttpMetrics.TestUtilities;

/// <summary>An answer that fails, or ends early, and what is recorded of it.</summary>
/// <param name="Answer">What the server sends.</param>
/// <param name="Outcome">The word of the contract.</param>
/// <param name="ErrorType">The value of <c>error.type</c>.</param>
public sealed record FailureCase(WireCase Answer, string Outcome, string? ErrorType)
{
    /// <summary>The provider's code as sent.</summary>
    public string? Code { get; init; }

    /// <summary>The provider's type as sent.</summary>
    public string? Type { get; init; }

    public double? Input { get; init; }

    public double? Output { get; init; }

    public double UsageMissing { get; init; }

    public override string ToString() => Answer.Name;

    /// <summary>Plays it and compares all of the record.</summary>
    public async Task AssertAsync(Delivery delivery, bool sync)
    {
        var result = await Answer.PlayAsync(delivery, sync);

        Assert.That(result.Ending, Is.EqualTo((Outcome, ErrorType)));
        Assert.That(result.Tokens, Is.EqualTo((Input, Output)));
        Assert.That((result.UsageMissing, result.Failures), Is.EqualTo((UsageMissing, 0d)));
        Assert.That((result.Event.Outcome, result.Event.ErrorType, result.Event.ErrorMessage), Is.EqualTo((Outcome, ErrorType, (string?)null)));
        Assert.That((result.Event.ProviderErrorCode, result.Event.ProviderErrorType, result.Event.StatusCode), Is.EqualTo((Code, Type, Answer.Status)));
        AssertTags(result);

        var withSecrets = await Answer.WithSecrets().PlayAsync(delivery, sync);
        Assert.That((withSecrets.Tokens, withSecrets.Ending), Is.EqualTo((result.Tokens, result.Ending)), "with secrets in it");
    }

    /// <summary>The kind of error stands where the contract says, and on a call that is no error nowhere.</summary>
    private void AssertTags(WireResult result)
    {
        string[] tagged = [LlmInstrumentNames.Requests, LlmInstrumentNames.Attempts, LlmInstrumentNames.AttemptDuration, LlmInstrumentNames.OperationDuration];
        foreach (var measurement in result.Measurements)
        {
            Assert.That(measurement.Tag(LlmTagNames.ErrorType), Is.EqualTo(tagged.Contains(measurement.Instrument) ? ErrorType : null), measurement.ToString());
        }
    }
}
