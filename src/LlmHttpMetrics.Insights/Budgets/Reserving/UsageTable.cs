using System.Collections.Concurrent;

namespace LlmHttpMetrics.Insights.Budgets.Reserving;

/// <summary>The learned usage per model, and per provider for unknown models.</summary>
internal sealed class UsageTable
{
    /// <summary>More models than an application uses; further ones use the means of their provider.</summary>
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

    /// <summary>The means of a model; those of its provider if nothing has been learned about the model.</summary>
    public UsageMeans Means(string provider, string? model) => Find(provider, model)?.Means ?? Find(provider, model: null)?.Means ?? UsageMeans.Start;

    /// <summary>The last model requested from the provider.</summary>
    public string? LastModel(string provider) => Find(provider, model: null)?.LastModel;

    private LearnedUsage? Find(string provider, string? model) => _learned.GetValueOrDefault((provider, model));

    private LearnedUsage? Entry(string provider, string? model) =>
        Find(provider, model) ?? (_learned.Count < Most ? _learned.GetOrAdd((provider, model), static _ => new LearnedUsage()) : null);
}
