using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Insights.Budgets.Restoring;

/// <summary>
/// Makes the budgets when the host validates its options at its start, so that they are restored before the first call where there is time for that. It is
/// the one moment of a host that needs no dependency on hosting.
/// </summary>
internal sealed class BudgetsStart(IServiceProvider services) : IValidateOptions<BudgetsStartOptions>
{
    public ValidateOptionsResult Validate(string? name, BudgetsStartOptions options)
    {
        try
        {
            _ = services.GetRequiredService<LlmBudgets>();
        }
        catch (OptionsValidationException)
        {
            // Reported by the validation of those options.
            return ValidateOptionsResult.Skip;
        }

        return ValidateOptionsResult.Success;
    }
}
