using System.Text;
using System.Text.Json;

namespace LlmHttpMetrics.Events.Lines.VersionOne;

/// <summary>A JSON object whose members are read by name and type. A member that is null counts as missing.</summary>
internal readonly struct OldObject
{
    private readonly JsonElement _element;

    /// <exception cref="JsonException">The element is not an object.</exception>
    public OldObject(JsonElement element) => _element = element.ValueKind == JsonValueKind.Object ? element : throw new JsonException();

    public static double Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDouble(out var number) => number,
        JsonValueKind.String => NamedNumber(value.GetString()),
        _ => throw new JsonException(),
    };

    public string? Text(string name) => Find(name) is { } value ? TextOf(value) : null;

    public bool Boolean(string name) => Find(name)?.ValueKind switch
    {
        null or JsonValueKind.False => false,
        JsonValueKind.True => true,
        _ => throw new JsonException(),
    };

    public int? Integer(string name) => Find(name) is { } value ? IntegerOf(value) : null;

    public double? Number(string name) => Find(name) is { } value ? Number(value) : null;

    public decimal? Amount(string name) => Find(name) is { } value ? AmountOf(value) : null;

    public DateTimeOffset? Time(string name) => Find(name) is { } value ? TimeOf(value) : null;

    public OldObject? Object(string name) => Find(name) is { } value ? new OldObject(value) : null;

    public bool IsList(string name) => Find(name)?.ValueKind == JsonValueKind.Array;

    public IReadOnlyList<string> Texts(string name) => [.. List(name)?.OfType<JsonElement>().Select(TextOf) ?? []];

    public long?[]? Figures(string name) => List(name)?.Select(item => item is { } value ? FigureOf(value) : (long?)null).ToArray();

    public double?[]? Numbers(string name) => List(name)?.Select(item => item is { } value ? Number(value) : (double?)null).ToArray();

    public decimal?[]? Amounts(string name) => List(name)?.Select(item => item is { } value ? AmountOf(value) : (decimal?)null).ToArray();

    public Dictionary<string, string>? TextsByName(string name) => Object(name)?.Members(TextOf);

    public IDictionary<string, object?>? Values(string name)
    {
        if (Object(name) is not { } values)
        {
            return null;
        }

        Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(values._element.GetRawText()));
        reader.Read();
        return new CustomValuesConverter().Read(ref reader, typeof(IDictionary<string, object?>), LineContext.Default.Options);
    }

    public Dictionary<string, T> Members<T>(Func<JsonElement, T> read)
    {
        Dictionary<string, T> members = [];
        foreach (var member in _element.EnumerateObject())
        {
            members[member.Name] = read(member.Value);
        }

        return members;
    }

    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new JsonException();

    private static int IntegerOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : throw new JsonException();

    private static long FigureOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var figure) ? figure : throw new JsonException();

    private static decimal AmountOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var amount) ? amount : throw new JsonException();

    private static DateTimeOffset TimeOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var time) ? time.ToUniversalTime() : throw new JsonException();

    private static double NamedNumber(string? text) => text switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => throw new JsonException(),
    };

    private IEnumerable<JsonElement?>? List(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Null ? (JsonElement?)null : item)
            : throw new JsonException();
    }

    private JsonElement? Find(string name) => _element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
