using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics;

/// <summary>The filter and grouping of calls. A property that is not set matches all calls; names are compared case-sensitively.</summary>
public sealed class LlmStatisticsQuery
{
    /// <summary>The provider, as in <c>gen_ai.provider.name</c>.</summary>
    public string? Provider { get; init; }

    /// <summary>The requested model.</summary>
    public string? Model { get; init; }

    /// <summary>The operation, as in <c>gen_ai.operation.name</c>.</summary>
    public string? Operation { get; init; }

    /// <summary>Tag values by name; the names must be in <see cref="LlmStatisticsOptions.Tags"/>.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The start time of the calls to count, in all periods. Its resolution is 10 seconds for calls of the last minute, 50 seconds for the last five minutes
    /// and ten minutes for the last hour; older calls are either all included or all excluded. Calls that are older by up to the resolution may be included.
    /// </summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>
    /// The names to group by: <see cref="LlmTagNames.ProviderName"/>, <see cref="LlmTagNames.RequestModel"/>,
    /// <see cref="LlmTagNames.OperationName"/>, or names of <see cref="LlmStatisticsOptions.Tags"/>. Empty for a single group of all calls.
    /// </summary>
    /// <value>The default is <see langword="null"/>: group by all of them.</value>
    public IReadOnlyList<string>? GroupBy { get; init; }

    /// <summary>A query for the same calls with another grouping.</summary>
    internal LlmStatisticsQuery By(params string[] names) =>
        new() { Provider = Provider, Model = Model, Operation = Operation, Tags = Tags, Since = Since, GroupBy = names };
}
