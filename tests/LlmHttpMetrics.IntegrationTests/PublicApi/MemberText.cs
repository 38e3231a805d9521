using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace LlmHttpMetrics.IntegrationTests.PublicApi;

/// <summary>Members in one line each.</summary>
internal static class MemberText
{
    public static string? Of(MemberInfo member) => member switch
    {
        _ when member.IsDefined(typeof(CompilerGeneratedAttribute)) => null,
        FieldInfo { IsSpecialName: false, IsPublic: true } field => Field(field),
        PropertyInfo property when property.GetMethod?.IsPublic == true => Property(property),
        ConstructorInfo { IsPublic: true, IsStatic: false } constructor => $"new({Parameters(constructor)})",
        MethodInfo { IsSpecialName: false, IsPublic: true } method => $"{Static(method)}{TypeText.Of(method.ReturnParameter)} {method.Name}({Parameters(method)})",
        _ => null,
    };

    private static string Field(FieldInfo field) => field switch
    {
        { DeclaringType.IsEnum: true } => $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}",
        { IsLiteral: true } => $"const {TypeText.Of(field)} {field.Name} = {Value(field.GetRawConstantValue())}",
        _ => $"static readonly {TypeText.Of(field)} {field.Name}",
    };

    private static string Property(PropertyInfo property)
    {
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var setter = property.SetMethod is not { IsPublic: true } set ? ""
            : set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;"
            : " set;";
        return $"{Static(property.GetMethod!)}{required}{TypeText.Of(property)} {property.Name} {{ get;{setter} }}";
    }

    private static string Static(MethodInfo method) => method.IsStatic ? "static " : "";

    private static string Parameters(MethodBase method)
    {
        var extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return extension + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter) =>
        (parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")
        + $"{TypeText.Of(parameter)} {parameter.Name}"
        + (parameter.HasDefaultValue ? $" = {Value(parameter.DefaultValue)}" : "");

    private static string Value(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
