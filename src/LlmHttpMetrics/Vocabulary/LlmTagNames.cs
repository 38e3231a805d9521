namespace LlmHttpMetrics;

/// <summary>The names of tags on metrics and spans. Those that begin with <c>gen_ai.</c>, <c>server.</c> or <c>error.</c> are OpenTelemetry's.</summary>
public static class LlmTagNames
{
    /// <summary>The operation: <c>chat</c>, <c>text_completion</c>, <c>embeddings</c> and others.</summary>
    public const string OperationName = "gen_ai.operation.name";

    /// <summary>The provider of the API.</summary>
    public const string ProviderName = "gen_ai.provider.name";

    /// <summary>The requested model.</summary>
    public const string RequestModel = "gen_ai.request.model";

    /// <summary>The model that generated the answer, as the provider reports it.</summary>
    public const string ResponseModel = "gen_ai.response.model";

    /// <summary>The host of the request.</summary>
    public const string ServerAddress = "server.address";

    /// <summary>The port of the request.</summary>
    public const string ServerPort = "server.port";

    /// <summary>The kind of error that ended the call; absent if there was none.</summary>
    public const string ErrorType = "error.type";

    /// <summary><c>input</c> or <c>output</c>.</summary>
    public const string TokenType = "gen_ai.token.type";

    /// <summary><c>text</c>, <c>image</c>, <c>audio</c> or <c>unknown</c> (conventions v0.1).</summary>
    public const string TokenModality = "gen_ai.token.modality";

    /// <summary>How the call ended; see <see cref="LlmOutcomes"/>.</summary>
    public const string Outcome = "llm.outcome";

    /// <summary>How one attempt ended; see <see cref="LlmOutcomes"/>.</summary>
    public const string AttemptOutcome = "llm.attempt.outcome";

    /// <summary>The source of a token figure: <c>provider</c>, <c>tokenizer</c>, <c>count_api</c>, <c>estimate</c>.</summary>
    public const string TokenSource = "llm.token.source";

    /// <summary><c>requests</c>, <c>tokens</c>, <c>input_tokens</c> or <c>output_tokens</c>.</summary>
    public const string RateLimitKind = "llm.ratelimit.kind";

    /// <summary><c>characters</c>, <c>words</c>, <c>bytes</c> or <c>lines</c>.</summary>
    public const string CapacityUnit = "llm.capacity.unit";

    /// <summary><c>input</c> or <c>output</c>.</summary>
    public const string Direction = "llm.direction";

    /// <summary>The name of the tokenizer that counted.</summary>
    public const string Tokenizer = "llm.tokenizer";

    /// <summary><c>hit</c> or <c>miss</c>.</summary>
    public const string CacheResult = "llm.cache.result";

    /// <summary>The name of the custom strategy that measured.</summary>
    public const string Strategy = "llm.strategy";

    /// <summary>The name of a value that the strategy measured.</summary>
    public const string CustomValue = "llm.custom.value";

    /// <summary>The currency of a cost (ISO 4217).</summary>
    public const string Currency = "llm.currency";

    /// <summary>The source of a cost: <c>provider</c> or <c>table</c>.</summary>
    public const string CostSource = "llm.cost.source";

    /// <summary>Why a strategy could not do what it is configured to do.</summary>
    public const string FallbackReason = "llm.fallback.reason";

    /// <summary>What is unusual about the figures of a call; see <see cref="LlmAnomalies"/>.</summary>
    public const string Anomaly = "llm.anomaly";

    /// <summary>The part of this library where an error was handled.</summary>
    public const string Stage = "llm.stage";

    /// <summary>The tag that had too many values.</summary>
    public const string Tag = "llm.tag";

    /// <summary>The operation name that the caller set; see <see cref="LlmCallInfo.OperationName"/>.</summary>
    public const string CallOperation = "llm.call.operation";

    /// <summary>The name of the HttpClient that makes a call; only for statistics and budgets.</summary>
    public const string ClientName = "llm.client.name";

    /// <summary>The name of a budget.</summary>
    public const string Budget = "llm.budget";

    /// <summary>The value that a budget with <c>LlmBudget.ForEach</c> applies to.</summary>
    public const string BudgetValue = "llm.budget.value";

    /// <summary>The period of a budget: <c>day</c>, <c>week</c> or <c>month</c>.</summary>
    public const string BudgetPeriod = "llm.budget.period";

    /// <summary>The session or conversation of a call.</summary>
    public const string SessionId = "llm.session.id";

    /// <summary>The user on whose behalf a call is made.</summary>
    public const string UserId = "llm.user.id";

    /// <summary>The feature of the product that makes a call.</summary>
    public const string Feature = "llm.feature";

    /// <summary>The version of the feature.</summary>
    public const string FeatureVersion = "llm.feature.version";

    /// <summary>The version of the prompt.</summary>
    public const string PromptVersion = "llm.prompt.version";

    /// <summary>The experiment a call belongs to.</summary>
    public const string Experiment = "llm.experiment";

    /// <summary>The variant of the experiment.</summary>
    public const string Variant = "llm.variant";

    /// <summary>The number of a retry by an SDK that uses the HttpClient, starting at 1.</summary>
    public const string RetryNumber = "llm.retry.number";
}
