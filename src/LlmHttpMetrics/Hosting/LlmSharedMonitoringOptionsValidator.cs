using LlmHttpMetrics.Hosting.Validation;
using LlmHttpMetrics.Pricing;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics;

/// <summary>Validates the options that all clients share and reports every error at once.</summary>
internal sealed class LlmSharedMonitoringOptionsValidator : IValidateOptions<LlmSharedMonitoringOptions>
{
    private const int MaxConstantTags = 16;

    private static readonly TimeSpan MaxQueueWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxDrainTimeout = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, LlmSharedMonitoringOptions options)
    {
        var errors = Errors(options);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    public static List<string> Errors(LlmSharedMonitoringOptions options)
    {
        List<string> errors = [.. options.BindingErrors];
        CheckTags(errors, options.Tags);
        PricingSettings.Check(options.Pricing, errors);
        CheckLearning(errors, options.Learning);
        CheckEventQueue(errors, options.EventQueue);
        return errors;
    }

    private static void CheckTags(List<string> errors, LlmTagOptions tags)
    {
        errors.CheckRange($"Tags.{nameof(tags.MaxTagValues)}", tags.MaxTagValues, 1, 100_000);
        var setting = $"Tags.{nameof(tags.ConstantTags)}";
        if (tags.ConstantTags.Count > MaxConstantTags)
        {
            errors.Add($"{setting} has {tags.ConstantTags.Count} entries; allowed are at most {MaxConstantTags}.");
        }

        foreach (var (name, value) in tags.ConstantTags)
        {
            errors.CheckNewTag(setting, name);
            if (string.IsNullOrEmpty(value))
            {
                errors.Add($"{setting}['{name}'] is empty; a value is required.");
            }
        }
    }

    private static void CheckLearning(List<string> errors, LlmLearningOptions learning)
    {
        errors.CheckRange($"Learning.{nameof(learning.SampleFirst)}", learning.SampleFirst, 0, 1_000_000);
        errors.CheckRange($"Learning.{nameof(learning.SampleEvery)}", learning.SampleEvery, 1, 1_000_000);
        errors.CheckRange($"Learning.{nameof(learning.MaxModels)}", learning.MaxModels, 2, 10_000);
        if (learning.Path is { } path && (path.Length == 0 || Directory.Exists(path) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path)))))
        {
            errors.Add($"Learning.{nameof(learning.Path)} is '{path}'; a file in an existing folder is required.");
        }
    }

    private static void CheckEventQueue(List<string> errors, LlmEventQueueOptions queue)
    {
        errors.CheckRange($"EventQueue.{nameof(queue.Capacity)}", queue.Capacity, 1, 1_000_000);
        errors.CheckRange($"EventQueue.{nameof(queue.Wait)}", queue.Wait, TimeSpan.Zero, MaxQueueWait);
        errors.CheckRange($"EventQueue.{nameof(queue.DrainTimeout)}", queue.DrainTimeout, TimeSpan.Zero, MaxDrainTimeout);
    }
}
