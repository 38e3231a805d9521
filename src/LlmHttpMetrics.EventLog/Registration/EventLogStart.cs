using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.EventLog.Registration;

/// <summary>Starts the event logs when the host validates its options. Invalid options of a log are reported by their own validation.</summary>
internal sealed class EventLogStart(IServiceProvider services) : IValidateOptions<EventLogStartOptions>
{
    public ValidateOptionsResult Validate(string? name, EventLogStartOptions options)
    {
        try
        {
            _ = services.GetServices<LlmEventLog>().Count();
        }
        catch (OptionsValidationException)
        {
            return ValidateOptionsResult.Skip;
        }

        return ValidateOptionsResult.Success;
    }
}
