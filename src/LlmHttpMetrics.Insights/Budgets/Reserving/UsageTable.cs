using System.Collections.Concurrent;

namespace LlmHttpMetrics.Insights.Budgets.Reserving;

/// <summary>What was learned of models, and of providers as a whole for models that are not known.</summary>
internal sealed class UsageTable
{
    /// <summary>More models than an application uses; of later ones what their provider's calls use stands.</summary>
    private const int Most = 1000;

    private readonly ConcurrentDictionary<(string Provider, string? Model), LearnedUsage> _learned = new();

    /// <summary>Learns from a call.</summary>
    public void Learn(in BudgetedCall call, long bytes, long? input, long? output)
    {
        Entry(call.Provider, model: null)?.Add(call.Model, bytes, input, output);
        if (call.Model is { } model)
        {
            Entry(call.Provider, model)?.Add(model, bytes, input, output);
        }
    }

    /// <summary>What calls of a model use; of its provider's, where nothing is known of it.</summary>
    public UsageMeans Means(string provider, string? model) => Find(provider, model)?.Means ?? Find(provider, model: null)?.Means ?? UsageMeans.Start;

    /// <summary>The model that the provider was last asked for.</summary>
    public string? LastModel(string provider) => Find(provider, model: null)?.LastModel;

    private LearnedUsage? Find(string provider, string? model) => _learned.GetValueOrDefault((provider, model));

    private LearnedUsage? Entry(string provider, string? model) =>
        Find(provider, model) ?? (_learned.Count < Most ? _learned.GetOrAdd((provider, model), static _ => new LearnedUsage()) : null);
}
