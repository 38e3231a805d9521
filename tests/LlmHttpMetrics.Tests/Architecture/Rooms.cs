using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace LlmHttpMetrics.Tests.Architecture;

/// <summary>The rooms of the core in the order of the data's path, and which type lies in which.</summary>
internal sealed class Rooms
{
    /// <summary>Bytes flow downwards: no room refers to one that comes after it.</summary>
    public static readonly string[] InOrder =
    [
        "Vocabulary", "Diagnostics", "Json", "Framing", "Wire", "Providers", "Reading", "Text", "Pricing", "Calls", "Counting", "Telemetry", "Events",
        "Interception", "Hosting",
    ];

    private const string Root = "LlmHttpMetrics";

    private readonly Dictionary<string, string?> _roomOfType = new(StringComparer.Ordinal);

    private Rooms(ArchUnitNET.Domain.Architecture architecture, SourceFolders folders)
    {
        foreach (var type in architecture.Types.Where(IsOurs))
        {
            _roomOfType[type.FullName] = RoomOf(type.FullName, type.Namespace.FullName, folders);
        }

        References =
        [
            .. architecture.Types.Where(IsOurs)
                .SelectMany(type => type.Dependencies.Select(dependency => (From: type.FullName, To: dependency.Target.FullName)))
                .Where(reference => _roomOfType.ContainsKey(reference.To) && _roomOfType.ContainsKey(reference.From))
                .Distinct(),
        ];
    }

    /// <summary>Types that are in no room.</summary>
    public IEnumerable<string> Homeless => _roomOfType.Where(entry => !InOrder.Contains(entry.Value)).Select(entry => $"{entry.Key} in '{entry.Value}'");

    /// <summary>How many types there are.</summary>
    public int Count => _roomOfType.Count;

    /// <summary>Which type refers to which.</summary>
    private (string From, string To)[] References { get; }

    public static Rooms Of(Assembly assembly) => new(new ArchLoader().LoadAssembly(assembly).Build(), SourceFolders.Of(assembly));

    /// <summary>References to a room that comes later in an order.</summary>
    public IEnumerable<string> Against(IReadOnlyList<string> order) =>
        from reference in References
        let source = Place(order, reference.From)
        let target = Place(order, reference.To)
        where target > source
        select $"{order[source]} -> {order[target]}: {reference.From} -> {reference.To}";

    /// <summary>Pairs of rooms that refer to each other.</summary>
    public IEnumerable<string> TwoWay()
    {
        var pairs = References.Select(reference => (From: _roomOfType[reference.From]!, To: _roomOfType[reference.To]!))
            .Where(pair => pair.From != pair.To)
            .ToHashSet();
        return pairs.Where(pair => string.CompareOrdinal(pair.From, pair.To) < 0 && pairs.Contains((pair.To, pair.From)))
            .Select(pair => $"{pair.From} <-> {pair.To}");
    }

    private int Place(IReadOnlyList<string> order, string type) => order.ToList().IndexOf(_roomOfType[type] ?? "");

    /// <summary>An internal type's room is its namespace; a public one keeps the root's and lies in the folder of its source.</summary>
    private static string? RoomOf(string type, string space, SourceFolders folders)
    {
        var isInternal = space.StartsWith(Root + ".", StringComparison.Ordinal) && InOrder.Contains(space.Split('.')[1]);
        return isInternal ? space.Split('.')[1] : folders.Find(type.Split('+')[0]);
    }

    /// <summary>Not what the compiler and generators add, which has no source of ours.</summary>
    private static bool IsOurs(IType type) =>
        !type.FullName.Contains('<', StringComparison.Ordinal)
        && (type.FullName.StartsWith(Root, StringComparison.Ordinal)
            || type.FullName.StartsWith("Microsoft.Extensions.DependencyInjection.Llm", StringComparison.Ordinal))
        && !type.IsCompilerGenerated;
}
