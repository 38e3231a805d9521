using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Hosting.Validation;

/// <summary>
/// Makes all checks of options when the host starts, and reports what is wrong with any of them in one exception. Options that are validated one by one
/// would come as an exception of exceptions, which prints each message again and again.
/// </summary>
internal sealed class StartValidator(IEnumerable<StartCheck> checks, IServiceProvider services) : IValidateOptions<StartOptions>
{
    /// <summary>Has the options of this name checked when the host starts.</summary>
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
