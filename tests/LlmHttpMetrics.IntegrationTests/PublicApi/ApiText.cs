using System.Reflection;

namespace LlmHttpMetrics.IntegrationTests.PublicApi;

/// <summary>The public surface of a library, a line a type or member, in an order that does not depend on the source's.</summary>
internal static class ApiText
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string[] Of(Assembly library) =>
    [
        .. from type in library.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal)
           from line in Lines(type)
           select line,
    ];

    private static IEnumerable<string> Lines(Type type) =>
        type.GetMembers(Declared).Select(MemberText.Of).OfType<string>().Order(StringComparer.Ordinal).Select(member => "    " + member).Prepend(Header(type));

    private static string Header(Type type)
    {
        Type[] parents =
        [
            .. type is { IsClass: true, BaseType: { } parent } && parent != typeof(object) ? new[] { parent } : [],
            .. type.GetInterfaces().Where(i => !type.IsEnum && !i.Name.StartsWith("IEquatable", StringComparison.Ordinal)).OrderBy(i => i.Name, StringComparer.Ordinal),
        ];
        return $"{Kind(type)} {type.FullName}{(parents.Length > 0 ? " : " + string.Join(", ", parents.Select(TypeText.Of)) : "")}";
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        _ => (type.IsSealed ? "sealed " : type.IsAbstract ? "abstract " : "") + (type.GetMethod("<Clone>$") is null ? "class" : "record"),
    };
}
