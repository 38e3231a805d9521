using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics;

/// <summary>Which calls a snapshot is of. What is not set takes all; names are compared as they are written.</summary>
public sealed class LlmStatisticsQuery
{
    /// <summary>The provider, as in <c>gen_ai.provider.name</c>.</summary>
    public string? Provider { get; init; }

    /// <summary>The model asked for.</summary>
    public string? Model { get; init; }

    /// <summary>The operation, as in <c>gen_ai.operation.name</c>.</summary>
    public string? Operation { get; init; }

    /// <summary>Values of tags by name, of those that <see cref="LlmStatisticsOptions.Tags"/> lists.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// From when on calls count, in all periods. Calls of the last minute are told apart to 10 seconds, of the last five minutes to 50, of
    /// the last hour to ten minutes; those before are all or none. Some that are older by up to as much are counted too.
    /// </summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>
    /// By what calls are put together: <see cref="LlmTagNames.ProviderName"/>, <see cref="LlmTagNames.RequestModel"/>,
    /// <see cref="LlmTagNames.OperationName"/>, or names of <see cref="LlmStatisticsOptions.Tags"/>. Empty for one line of all calls.
    /// </summary>
    /// <value>The default is <see langword="null"/>: by all of them.</value>
    public IReadOnlyList<string>? GroupBy { get; init; }

    /// <summary>The same calls, put together otherwise.</summary>
    internal LlmStatisticsQuery By(params string[] names) =>
        new() { Provider = Provider, Model = Model, Operation = Operation, Tags = Tags, Since = Since, GroupBy = names };
}
