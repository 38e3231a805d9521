using System.Reflection;

namespace LlmHttpMetrics.Tests.Events.Lines;

/// <summary>Makes objects whose every property has a value by chance, so that a property that is added is tried without an edit here.</summary>
internal sealed class AnyEvent(int seed)
{
    private static readonly string[] Texts = ["", "x", "Zoë 😀", "a\"b\\c", "line\r\nbreak\u2028", "\0\u001F", "{\"version\":2}", "amends", "7", " "];

    private readonly Random _random = new(seed);
    private readonly NullabilityInfoContext _nullability = new();

    public T Make<T>() => (T)Make(typeof(T));

    private object Make(Type type)
    {
        var made = Activator.CreateInstance(type)!;
        foreach (var property in EventComparison.PropertiesOf(type).Where(property => property.SetMethod is not null))
        {
            property.SetValue(made, Value(property));
        }

        return made;
    }

    private object? Value(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var mayBeNull = type != property.PropertyType || (!type.IsValueType && _nullability.Create(property).ReadState == NullabilityState.Nullable);
        return mayBeNull && _random.Next(3) == 0 ? null : Value(type, property.Name);
    }

    private object Value(Type type, string name) => type switch
    {
        _ when type == typeof(string) => Text(),
        _ when type == typeof(bool) => _random.Next(2) == 0,
        _ when type == typeof(int) => _random.Next(),
        _ when type == typeof(long) => _random.NextInt64(),
        _ when type == typeof(double) => 1 - _random.NextDouble(),
        _ when type == typeof(decimal) => new decimal(_random.Next(), _random.Next(), _random.Next(), isNegative: false, (byte)_random.Next(28)),
        _ when type == typeof(Guid) => Guid.NewGuid(),
        _ when type == typeof(DateTimeOffset) => DateTimeOffset.FromUnixTimeMilliseconds(_random.NextInt64(4_000_000_000_000)),
        _ when type == typeof(TimeSpan) => TimeSpan.FromMicroseconds(_random.NextInt64(100_000_000_000)),
        _ when type == typeof(IReadOnlyList<string>) => Enumerable.Range(0, _random.Next(3)).Select(_ => Text()).ToArray(),
        _ when type == typeof(IReadOnlyDictionary<string, string>) => Pairs(Text),
        _ when type == typeof(IReadOnlyDictionary<string, long>) => Pairs(() => _random.NextInt64()),
        _ when type == typeof(IReadOnlyDictionary<string, double>) => Pairs(() => _random.NextDouble(), least: 1),
        _ when type == typeof(IDictionary<string, object?>) => Pairs(Custom),
        _ when type.Assembly == typeof(LlmEvent).Assembly => Make(type),
        _ => throw new NotSupportedException($"Nothing is known of the values of {name}, a {type}."),
    };

    private object? Custom() => _random.Next(5) switch
    {
        0 => null,
        1 => Text(),
        2 => _random.NextInt64(),
        3 => _random.NextDouble(),
        _ => true,
    };

    private Dictionary<string, T> Pairs<T>(Func<T> value, int least = 0) =>
        Enumerable.Range(0, _random.Next(least, 4)).Select(i => $"{i}{Text()}").ToDictionary(name => name, _ => value());

    private string Text() => Texts[_random.Next(Texts.Length)];
}
