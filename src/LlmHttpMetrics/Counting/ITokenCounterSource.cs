namespace LlmHttpMetrics;

/// <summary>Finds the counter of a model. Several sources can be registered; the first one that finds a counter is used.</summary>
public interface ITokenCounterSource
{
    /// <summary>
    /// The names that <see cref="FindByName"/> finds, now or once they are loaded, and that rules can therefore use. For a source that lists none,
    /// <see cref="FindByName"/> is called when options are validated.
    /// </summary>
    IEnumerable<string> Names => [];

    /// <summary>Finds the counter of a model; <see langword="null"/> if there is none, or none yet: the method must not block.</summary>
    /// <param name="provider">The provider, as in <c>gen_ai.provider.name</c>.</param>
    /// <param name="model">The model that answered, otherwise the requested one.</param>
    ITokenCounter? Find(string provider, string model);

    /// <summary>Finds the counter with this name; <see langword="null"/> if there is none, or none yet.</summary>
    /// <param name="name">The name.</param>
    ITokenCounter? FindByName(string name);

    /// <summary>Names of counters to compare with the one in use; see <see cref="LlmMeasurementReport"/>.</summary>
    /// <value>The default is none.</value>
    IReadOnlyCollection<string> Candidates => [];
}
