using System.Text.Json.Serialization;
using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.Hosting.Settings;

/// <summary>Binds options from configuration: reads it by their type, has the binder set what is valid, and keeps every error for their validation.</summary>
/// <param name="context">Knows the type of the options.</param>
/// <param name="bind">The generated binder, which has to be called with the type of the options.</param>
/// <param name="errors">Where the options keep the errors.</param>
/// <param name="moved">Where settings are found that the options had once.</param>
internal sealed class OptionsBinding<T>(
    JsonSerializerContext context, Action<IConfiguration, T> bind, Func<T, List<string>> errors, IReadOnlyDictionary<string, string>? moved = null)
    where T : class
{
    private static readonly Dictionary<string, string> NoneMoved = [];

    private readonly Lazy<SettingType> _type = new(() => SettingType.Of(typeof(T), context));

    public void Bind(IConfiguration configuration, T options)
    {
        SettingsReader reader = new(errors(options), moved ?? NoneMoved);
        var read = reader.Read(configuration, _type.Value);
        bind(read, options);
        BoundItems.Complete(options, read, _type.Value);
    }
}
