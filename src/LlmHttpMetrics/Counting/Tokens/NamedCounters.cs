namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>Counters that were registered as services: they are used where a rule or a scope names them.</summary>
internal sealed class NamedCounters(ITokenCounter[] counters) : ITokenCounterSource
{
    public IEnumerable<string> Names => counters.Select(counter => counter.Name);

    public IReadOnlyCollection<string> Candidates => Array.ConvertAll(counters, counter => counter.Name);

    public ITokenCounter? Find(string provider, string model) => null;

    public ITokenCounter? FindByName(string name) => Array.Find(counters, counter => counter.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
