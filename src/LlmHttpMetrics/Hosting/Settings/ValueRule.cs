using System.Globalization;

namespace LlmHttpMetrics.Hosting.Settings;

/// <summary>The format of the values of a type.</summary>
/// <param name="Allowed">The allowed values, as worded in messages.</param>
/// <param name="IsValid">Returns whether a value is valid.</param>
internal sealed record ValueRule(string Allowed, Func<string, bool> IsValid)
{
    private static readonly Dictionary<Type, ValueRule> Known = new()
    {
        [typeof(string)] = new("a text", static _ => true),
        [typeof(bool)] = new("true or false", static value => bool.TryParse(value, out _)),
        [typeof(int)] = new("an integer", static value => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)),
        [typeof(long)] = new("an integer", static value => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)),
        [typeof(double)] = new("a number such as 0.15", static value => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _)),
        [typeof(decimal)] = new("a number such as 0.15", static value => decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _)),
        [typeof(TimeSpan)] = new(
            "a time span such as 00:00:30 for 30 seconds or 30.00:00:00 for 30 days",
            static value => value.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out _)),
        [typeof(DateOnly)] = new(
            "a day such as 2026-01-31", static value => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)),
    };

    /// <summary>The rule of a type; null if its values are not written as a single string.</summary>
    public static ValueRule? Of(Type type) => Known.GetValueOrDefault(type) ?? (type.IsEnum ? OfEnum(type) : null);

    private static ValueRule OfEnum(Type type) => new(
        string.Join(", ", Enum.GetNames(type)), value => Enum.TryParse(type, value, ignoreCase: true, out var parsed) && Enum.IsDefined(type, parsed));
}
