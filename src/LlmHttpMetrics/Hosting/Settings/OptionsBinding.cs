using System.Text.Json.Serialization;
using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.Hosting.Settings;

/// <summary>Binds options from configuration: reads it by their type, binds the valid settings, and keeps all errors for validation.</summary>
/// <param name="context">The metadata of the options type.</param>
/// <param name="bind">The source-generated binder, which must be called with the type of the options.</param>
/// <param name="errors">Returns the list in which the options keep errors.</param>
/// <param name="moved">Former settings of the options, with a message on where they have moved.</param>
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
