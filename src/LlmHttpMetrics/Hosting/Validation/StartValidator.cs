using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Hosting.Validation;

/// <summary>
/// Runs all checks of options when the host starts, and reports all errors in one exception. Validating each options type separately would result in
/// nested exceptions, which print each message several times.
/// </summary>
internal sealed class StartValidator(IEnumerable<StartCheck> checks, IServiceProvider services) : IValidateOptions<StartOptions>
{
    /// <summary>Adds a check of the options with this name when the host starts.</summary>
    public static void Add<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>(
        IServiceCollection services, string? name = null)
        where T : class
    {
        services.AddSingleton(new StartCheck(provider => provider.GetRequiredService<IOptionsMonitor<T>>().Get(name)));
        services.AddOptions<StartOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StartOptions>, StartValidator>());
    }

    public ValidateOptionsResult Validate(string? name, StartOptions options)
    {
        List<string> errors = [];
        foreach (var check in checks)
        {
            try
            {
                check.Run(services);
            }
            catch (OptionsValidationException e)
            {
                errors.AddRange(e.Failures.Except(errors));
            }
        }

        InvalidOptionsException.ThrowIfAny<StartOptions>(name, errors);
        return ValidateOptionsResult.Success;
    }
}
