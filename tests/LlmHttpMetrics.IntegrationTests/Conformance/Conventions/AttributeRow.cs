namespace LlmHttpMetrics.IntegrationTests.Conformance.Conventions;

/// <summary>One attribute of the table.</summary>
/// <param name="Set">What bears it.</param>
/// <param name="Level">How much it is required; see <see cref="CallFacts.Requires"/>.</param>
/// <param name="Values">The values it may have; empty for any.</param>
internal sealed record AttributeRow(string Set, string Name, string Type, string Level, string[] Values)
{
    public static AttributeRow Of(string[] cells) => new(cells[0], cells[1], cells[2], cells[3], cells[4] == "-" ? [] : cells[4].Split('|'));

    public string? FaultOf(object? value)
    {
        var type = value switch
        {
            string => "string",
            int or long => "int",
            double => "double",
            bool => "bool",
            string[] => "string[]",
            _ => value?.GetType().Name ?? "null",
        };
        return type != Type ? $"is {type}, not {Type}"
            : Values.Length > 0 && !Values.Contains(value!.ToString()) ? $"is '{value}'"
            : value is "" ? "is empty"
            : null;
    }
}
