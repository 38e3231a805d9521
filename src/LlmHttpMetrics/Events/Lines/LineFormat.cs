using System.Buffers;
using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LlmHttpMetrics.Events.Lines;

/// <summary>
/// The format of the lines of events and amendments: one flat object, which also has the members of the tokens and of the caller's information.
/// Each of these objects is written and read by the generated serializer, which ignores the members of the others.
/// </summary>
internal sealed class LineFormat
{
    /// <summary>The prefix of token names, as in the attributes <c>gen_ai.usage.*</c>.</summary>
    private const string UsagePrefix = "usage_";

    private readonly JsonTypeInfo<LlmEvent> _event;
    private readonly JsonTypeInfo<LlmEventAmendment> _amendment;
    private readonly JsonTypeInfo<LlmTokens> _tokens;
    private readonly JsonTypeInfo<LlmCallInfo> _call;

    /// <param name="isWritten">Whether a name is written; null for all names.</param>
    public LineFormat(Func<string, bool>? isWritten = null)
    {
        isWritten ??= static _ => true;
        var options = Options(info => OmitUnwanted(info, isWritten));
        var prefixed = Options(info =>
        {
            AddUsagePrefix(info);
            OmitUnwanted(info, isWritten);
        });
        _event = (JsonTypeInfo<LlmEvent>)options.GetTypeInfo(typeof(LlmEvent));
        _amendment = (JsonTypeInfo<LlmEventAmendment>)options.GetTypeInfo(typeof(LlmEventAmendment));
        _tokens = (JsonTypeInfo<LlmTokens>)prefixed.GetTypeInfo(typeof(LlmTokens));
        _call = (JsonTypeInfo<LlmCallInfo>)options.GetTypeInfo(typeof(LlmCallInfo));
    }

    /// <summary>The format with all names.</summary>
    public static LineFormat Full { get; } = new();

    /// <summary>The names in the line of an event except the version, in the order in which they are written.</summary>
    public IEnumerable<string> EventNames =>
        _event.Properties.Where(property => !IsFlattened(property)).Concat(_tokens.Properties).Concat(_call.Properties).Select(property => property.Name);

    /// <summary>The names in the line of an amendment except the version, in the order in which they are written.</summary>
    public IEnumerable<string> AmendmentNames =>
        _amendment.Properties.Where(property => !IsFlattened(property)).Concat(_tokens.Properties).Select(property => property.Name);

    public void Write(IBufferWriter<byte> target, LlmEvent callEvent)
    {
        using LineBuilder line = new(target);
        line.Add(callEvent, _event);
        line.Add(callEvent.Tokens, _tokens);
        if (callEvent.Call is { } call)
        {
            line.Add(call, _call);
        }
    }

    public void Write(IBufferWriter<byte> target, LlmEventAmendment amendment)
    {
        using LineBuilder line = new(target);
        line.Add(amendment, _amendment);
        if (amendment.Tokens is { } tokens)
        {
            line.Add(tokens, _tokens);
        }
    }

    /// <exception cref="JsonException">The line is not an event.</exception>
    public LlmEvent? ReadEvent(ReadOnlySpan<byte> utf8)
    {
        if (JsonSerializer.Deserialize(utf8, _event) is not { } callEvent)
        {
            return null;
        }

        callEvent.Tokens = JsonSerializer.Deserialize(utf8, _tokens)!;
        var call = JsonSerializer.Deserialize(utf8, _call)!;
        callEvent.SetCall(_call.Properties.All(property => IsEmpty(property.Get!(call))) ? null : call);
        return callEvent;
    }

    /// <exception cref="JsonException">The line is not an amendment.</exception>
    public LlmEventAmendment? ReadAmendment(ReadOnlySpan<byte> utf8)
    {
        var amendment = JsonSerializer.Deserialize(utf8, _amendment);
        var tokens = JsonSerializer.Deserialize(utf8, _tokens);
        return tokens == new LlmTokens() ? amendment : amendment! with { Tokens = tokens };
    }

    private static JsonSerializerOptions Options(Action<JsonTypeInfo> modify) =>
        new(LineContext.Default.Options) { TypeInfoResolver = LineContext.Default.WithAddedModifier(OmitEmpty).WithAddedModifier(modify) };

    private static void AddUsagePrefix(JsonTypeInfo info)
    {
        foreach (var property in info.Properties)
        {
            property.Name = UsagePrefix + property.Name;
        }
    }

    /// <summary>Omits empty texts and lists, and properties whose members are written separately.</summary>
    private static void OmitEmpty(JsonTypeInfo info)
    {
        foreach (var property in info.Properties)
        {
            if (IsFlattened(property))
            {
                property.ShouldSerialize = static (_, _) => false;
            }
            else if (property.IsRequired ? property.PropertyType == typeof(string) : IsList(property.PropertyType))
            {
                property.ShouldSerialize = static (_, value) => !IsEmpty(value);
            }

            // A line without these is not an event or an amendment; without any other member it is one with a default.
            property.IsRequired &= property.Name is "timestamp" or "amends";
        }
    }

    private static void OmitUnwanted(JsonTypeInfo info, Func<string, bool> isWritten)
    {
        foreach (var property in info.Properties.Where(property => !isWritten(property.Name)))
        {
            property.ShouldSerialize = static (_, _) => false;
        }
    }

    /// <summary>
    /// Whether the members of the property are members of the line. Local token counts have the same names as the provider's, and are therefore
    /// written as a nested object.
    /// </summary>
    private static bool IsFlattened(JsonPropertyInfo property) => property.PropertyType == typeof(LlmCallInfo) || property.Name == "tokens";

    private static bool IsList(Type type) => type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable));

    private static bool IsEmpty(object? value)
    {
        if (value is IEnumerable items)
        {
            foreach (var _ in items)
            {
                return false;
            }
        }

        return value is null or IEnumerable;
    }
}
