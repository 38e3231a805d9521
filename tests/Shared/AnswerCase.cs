namespace LlmHttpMetrics.TestUtilities;

/// <summary>An answer as a provider documents it, and all that is to be read from it.</summary>
/// <param name="Answer">What the server sends, and the call it answers.</param>
/// <param name="Provider">The value of <c>gen_ai.provider.name</c>.</param>
/// <param name="Operation">The value of <c>gen_ai.operation.name</c>.</param>
public sealed record AnswerCase(WireCase Answer, string Provider, string Operation)
{
    public string Outcome { get; init; } = LlmOutcomes.Completed;

    public string? ErrorType { get; init; }

    /// <summary>The provider's code as sent.</summary>
    public string? Code { get; init; }

    /// <summary>The provider's type as sent.</summary>
    public string? Type { get; init; }

    public string? Model { get; init; }

    public string? ResponseModel { get; init; }

    public string? Id { get; init; }

    public string Finish { get; init; } = "";

    public long? Input { get; init; }

    public long? Output { get; init; }

    public long? Total { get; init; }

    public long? Cached { get; init; }

    public long? Reasoning { get; init; }

    /// <summary>Characters of the visible answer.</summary>
    public long Characters { get; init; }

    public int ToolCalls { get; init; }

    /// <summary>Events that bear content; null for an answer that is no stream.</summary>
    public int? Chunks { get; init; }

    public bool StreamRequested { get; init; }

    public bool UsageMissing { get; init; }

    public override string ToString() => Answer.Name;

    /// <summary>Plays it and compares.</summary>
    public async Task AssertAsync(Delivery delivery, bool sync)
    {
        var result = await Answer.PlayAsync(delivery, sync);
        var e = result.Event;
        var read = new AnswerCase(Answer, e.Provider, e.Operation)
        {
            Outcome = e.Outcome,
            ErrorType = e.ErrorType,
            Code = e.ProviderErrorCode,
            Type = e.ProviderErrorType,
            Model = e.RequestModel,
            ResponseModel = e.ResponseModel,
            Id = e.ResponseId,
            Finish = string.Join(' ', e.FinishReasons),
            Input = e.Tokens.Input,
            Output = e.Tokens.Output,
            Total = e.Tokens.Total,
            Cached = e.Tokens.CachedInput,
            Reasoning = e.Tokens.Reasoning,
            Characters = e.ResponseCharacters,
            ToolCalls = e.ToolCalls,
            Chunks = e.Streamed ? e.Chunks : null,
            StreamRequested = e.StreamRequested,
            UsageMissing = e.UsageMissing,
        };

        Assert.That(read.Words, Is.EqualTo(Words));
        Assert.That((result.Failures, result.Tokens, result.Ending), Is.EqualTo((0d, ((double?)Input, (double?)Output), (Outcome, ErrorType))));

        var withSecrets = await Answer.WithSecrets().PlayAsync(delivery, sync);
        Assert.That((withSecrets.Tokens, withSecrets.Ending), Is.EqualTo((result.Tokens, result.Ending)), "with secrets in it");
    }

    /// <summary>All of it, a line each.</summary>
    private string Words => string.Join(Environment.NewLine, GetType().GetProperties()
        .Where(property => property.Name != nameof(Answer))
        .Select(property => $"{property.Name}: {property.GetValue(this)}"));
}
