using System.Reflection;

namespace LlmHttpMetrics.IntegrationTests.PublicApi;

/// <summary>Types as C# writes them, nullability included.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool",
        [typeof(int)] = "int", [typeof(long)] = "long", [typeof(double)] = "double", [typeof(decimal)] = "decimal", [typeof(byte)] = "byte",
    };

    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(ParameterInfo parameter) => Of(Nullability.Create(parameter));

    public static string Of(PropertyInfo property) => Of(Nullability.Create(property));

    public static string Of(FieldInfo field) => Of(Nullability.Create(field));

    public static string Of(Type type) => type switch
    {
        _ when Keywords.TryGetValue(type, out var keyword) => keyword,
        _ when Nullable.GetUnderlyingType(type) is { } value => Of(value) + "?",
        { IsArray: true } => Of(type.GetElementType()!) + "[]",
        { IsGenericType: true } => Generic(type, type.GetGenericArguments().Select(Of)),
        _ => Name(type),
    };

    /// <summary>Our own types by their short names, so that a line stays a line.</summary>
    private static string Name(Type type) => type.DeclaringType is { } outer ? $"{Of(outer)}.{type.Name}" : type.Name;

    private static string Of(NullabilityInfo info)
    {
        var text = info switch
        {
            { ElementType: { } element } => Of(element) + "[]",
            { GenericTypeArguments.Length: > 0 } when Nullable.GetUnderlyingType(info.Type) is null => Generic(info.Type, info.GenericTypeArguments.Select(Of)),
            _ => Of(info.Type),
        };
        return info.ReadState == NullabilityState.Nullable && !info.Type.IsValueType ? text + "?" : text;
    }

    private static string Generic(Type type, IEnumerable<string> arguments) => $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", arguments)}>";
}
