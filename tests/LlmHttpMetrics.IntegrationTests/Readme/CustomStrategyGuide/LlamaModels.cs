namespace LlmHttpMetrics.IntegrationTests.Readme.CustomStrategyGuide;

#region snippet
internal sealed class LlamaModels(IEnumerable<ITokenCounter> counters) : ITokenCounterSource
{
    public ITokenCounter? Find(string provider, string model) =>
        model.StartsWith("llama-2", StringComparison.OrdinalIgnoreCase) ? counters.First(counter => counter.Name == "llama2") : null;

    public ITokenCounter? FindByName(string name) => null;
}
#endregion
