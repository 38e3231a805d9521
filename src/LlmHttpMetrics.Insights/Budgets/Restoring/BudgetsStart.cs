using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Insights.Budgets.Restoring;

/// <summary>
/// Creates the budgets when the host validates its options on start, so that they can be restored before the first call. It is the only start hook that
/// requires no reference to the hosting packages.
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
            // The validation of these options reports the error.
            return ValidateOptionsResult.Skip;
        }

        return ValidateOptionsResult.Success;
    }
}
