using System.Globalization;
using System.Reflection;
using System.Text;

namespace LlmHttpMetrics.TestUtilities;

/// <summary>Renders what an assembly offers to others, a line a member, so that a change of it shows as a difference.</summary>
public static class PublicSurface
{
    private const BindingFlags Members = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        StringBuilder text = new();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Header(type)).Append('\n');
            foreach (var member in type.GetMembers(Members).Select(Line).OfType<string>().Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>What the approved text lacks (+) and what it has too much (-); empty where they are the same.</summary>
    public static string Difference(string approved, string actual)
    {
        var (old, now) = (Lines(approved), Lines(actual));
        return string.Join('\n', old.Except(now, StringComparer.Ordinal).Select(line => "- " + line)
            .Concat(now.Except(old, StringComparer.Ordinal).Select(line => "+ " + line)));
    }

    /// <summary>Each member with its type before it, since many types have a member of the same name.</summary>
    private static List<string> Lines(string text)
    {
        List<string> lines = [];
        var type = "";
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            type = line[0] == ' ' ? type : line;
            lines.Add(line[0] == ' ' ? $"{type} :: {line.Trim()}" : line);
        }

        return lines;
    }

    private static string Header(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : "class";
        var modifiers = type is { IsAbstract: true, IsSealed: true }
            ? "static "
            : type.IsSealed && kind == "class" ? "sealed " : type.IsAbstract && kind == "class" ? "abstract " : "";
        var bases = new[] { type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum) ? parent : null }
            .OfType<Type>().Concat(type.IsEnum ? [] : type.GetInterfaces().OrderBy(Name, StringComparer.Ordinal)).Select(Name).ToList();
        return $"{modifiers}{kind} {type.FullName}" + (bases.Count > 0 ? " : " + string.Join(", ", bases) : "");
    }

    private static string? Line(MemberInfo member) => member switch
    {
        FieldInfo { IsPublic: true, IsSpecialName: false } field =>
            $"{(field.IsLiteral ? "const" : field.IsStatic ? "static readonly" : "field")} {Name(field.FieldType)} {field.Name}{Value(field)}",
        PropertyInfo property when Visible(property.GetMethod) || Visible(property.SetMethod) =>
            $"{Static(property.GetMethod ?? property.SetMethod!)}{Name(property.PropertyType)} {property.Name}"
                + $" {{ {(Visible(property.GetMethod) ? "get; " : "")}{Setter(property)}}}{(IsRequired(property) ? " required" : "")}",
        ConstructorInfo constructor when Visible(constructor) => $"{constructor.DeclaringType!.Name}({Parameters(constructor)})",
        MethodInfo { IsSpecialName: false } method when Visible(method) && !method.Name.Contains('<', StringComparison.Ordinal) =>
            $"{Static(method)}{Name(method.ReturnType)} {method.Name}({Parameters(method)})",
        _ => null,
    };

    private static string Value(FieldInfo field) => field.IsLiteral ? " = " + Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture) : "";

    private static bool Visible(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    private static bool IsRequired(MemberInfo member) => member.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "RequiredMemberAttribute");

    private static string Static(MethodBase method) => method.IsStatic ? "static " : "";

    private static string Setter(PropertyInfo property) =>
        !Visible(property.SetMethod) ? ""
        : property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit") ? "init; "
        : "set; ";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? " = " + (parameter.DefaultValue ?? "default") : "")}"));

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Name(value) + "?";
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        return type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : type.Name;
    }
}
