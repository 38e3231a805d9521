using System.Text;
using System.Text.Json;

namespace LlmHttpMetrics.Providers.OpenAi.Prompt;

/// <summary>A JSON schema as a TypeScript type. References may be circular, so depth and length are limited.</summary>
internal sealed class TypeText
{
    /// <summary>Characters; with references, the text may be longer than the schema.</summary>
    public const int MaxLength = 256 * 1024;

    private const int MaxDepth = 16;

    private readonly JsonElement _root;
    private bool _isTooLong;

    private TypeText(JsonElement root) => _root = root;

    /// <summary>The type of an object; null if it is too deep or too long.</summary>
    public static string? Of(JsonElement schema)
    {
        TypeText type = new(schema);
        StringBuilder text = new();
        type.AppendObject(text, schema, depth: 0);
        return type._isTooLong ? null : text.ToString();
    }

    private void Append(StringBuilder text, JsonElement schema, int depth)
    {
        if (_isTooLong || depth > MaxDepth || text.Length > MaxLength)
        {
            _isTooLong = true;
            return;
        }

        schema = Target(schema);
        if ((schema.Member("anyOf") ?? schema.Member("oneOf")) is { ValueKind: JsonValueKind.Array } variants)
        {
            foreach (var variant in variants.EnumerateArray())
            {
                text.Append("\n | ");
                Append(text, variant, depth + 1);
            }

            text.Append('\n');
        }
        else if (schema.Member("type") is { ValueKind: JsonValueKind.Array } types)
        {
            var isFirst = true;
            foreach (var type in types.EnumerateArray())
            {
                text.Append(isFirst ? "" : " | ");
                AppendType(text, schema, type.GetString(), depth);
                isFirst = false;
            }
        }
        else
        {
            AppendType(text, schema, schema.Word("type"), depth);
        }
    }

    private void AppendType(StringBuilder text, JsonElement schema, string? type, int depth)
    {
        if (schema.Member("enum") is { ValueKind: JsonValueKind.Array } values)
        {
            text.AppendJoin(" | ", values.EnumerateArray().Select(value => value.GetRawText()));
            return;
        }

        switch (type)
        {
            case "array":
                AppendArray(text, schema.Member("items"), depth);
                break;
            case "object" when schema.Member("properties") is null:
                text.Append("object");
                break;
            case "object":
                AppendObject(text, schema, depth);
                break;
            case "integer":
                text.Append("number");
                break;
            default:
                text.Append(type ?? "any");
                break;
        }
    }

    private void AppendArray(StringBuilder text, JsonElement? items, int depth)
    {
        if (items is not { } item)
        {
            text.Append("any[]");
            return;
        }

        var target = Target(item);
        if (target.Word("type") != "object")
        {
            Append(text, target, depth + 1);
            text.Append("[]");
            return;
        }

        text.Append("Array<\n");
        AppendRemarks(text, target);
        Append(text, target, depth + 1);
        text.Append("\n>");
    }

    /// <summary>Written on one line if no property has a comment.</summary>
    private void AppendObject(StringBuilder text, JsonElement schema, int depth)
    {
        var required = schema.Member("required").Elements().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()).ToHashSet();
        var properties = schema.Member("properties") is { ValueKind: JsonValueKind.Object } map ? map.EnumerateObject().ToArray() : [];
        if (!Array.Exists(properties, property => IsRemarked(property.Value)))
        {
            text.Append("{ ");
            for (var i = 0; i < properties.Length; i++)
            {
                text.Append(i > 0 ? ", " : "");
                AppendProperty(text, properties[i], required, depth);
            }

            text.Append(" }");
            return;
        }

        text.Append("{\n");
        foreach (var property in properties)
        {
            AppendRemarks(text, Described(property.Value));
            AppendProperty(text, property, required, depth);
            text.Append(',');
            if (property.Value.Member("default") is { } value)
            {
                text.Append(" // default: ").Append(value.GetRawText());
            }

            text.Append('\n');
        }

        text.Append('}');
    }

    private void AppendProperty(StringBuilder text, JsonProperty property, HashSet<string?> required, int depth)
    {
        text.Append(property.Name).Append(required.Contains(property.Name) ? ": " : "?: ");
        Append(text, property.Value, depth + 1);
    }

    private static void AppendRemarks(StringBuilder text, JsonElement schema)
    {
        var (title, description) = (schema.Word("title"), schema.Word("description"));
        ToolPrompt.AppendComment(text, title);
        if (title is not null && description is not null)
        {
            text.Append("//\n");
        }

        ToolPrompt.AppendComment(text, description);
    }

    private bool IsRemarked(JsonElement property) =>
        Described(property) is var described && (described.Word("title") ?? described.Word("description")) is not null
        || property.Member("default") is not null;

    /// <summary>The comments of the property itself, or else of the definition that it refers to.</summary>
    private JsonElement Described(JsonElement property) => (property.Word("title") ?? property.Word("description")) is null ? Target(property) : property;

    /// <summary>
    /// The definition that a reference within the schema points to: <c>#/$defs/Name</c>, as libraries that generate schemas from classes write
    /// it.
    /// </summary>
    private JsonElement Target(JsonElement schema) =>
        schema.Word("$ref") is { } reference && reference.StartsWith("#/", StringComparison.Ordinal) && reference[2..].Split('/') is [var map, var name]
            && _root.Member(map)?.Member(name) is { } target
            ? target
            : schema;
}
