namespace LlmHttpMetrics;

/// <summary>Finds the counter of a model. Several may be registered; the first that has one serves.</summary>
public interface ITokenCounterSource
{
    /// <summary>
    /// The names that <see cref="FindByName"/> finds, now or once they are loaded: rules may name these. A source that lists none is asked
    /// by <see cref="FindByName"/> when options are checked.
    /// </summary>
    IEnumerable<string> Names => [];

    /// <summary>The counter of a model; <see langword="null"/> where it has none, or none yet: it must not wait.</summary>
    /// <param name="provider">The provider, as in <c>gen_ai.provider.name</c>.</param>
    /// <param name="model">The model that answered, else the one asked for.</param>
    ITokenCounter? Find(string provider, string model);

    /// <summary>The counter of this name; <see langword="null"/> where it has none, or none yet.</summary>
    /// <param name="name">The name.</param>
    ITokenCounter? FindByName(string name);

    /// <summary>Names of counters that are worth comparing with the one which counts; see <see cref="LlmMeasurementReport"/>.</summary>
    /// <value>The default is none.</value>
    IReadOnlyCollection<string> Candidates => [];
}
