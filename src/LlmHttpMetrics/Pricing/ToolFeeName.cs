using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Pricing;

/// <summary>The name of a fee: a hosted tool, and after a dot the unit of the fee if that is not a call.</summary>
internal static class ToolFeeName
{
    private static readonly string[] Endings = ["", ".request", ".low", ".medium", ".high"];

    /// <summary>The allowed names.</summary>
    public static string Allowed { get; } =
        $"{string.Join(", ", HostedToolNames.All)}, each alone or with {string.Join(", ", Endings.Skip(1))}";

    /// <summary>The suffixes of fee names.</summary>
    public static int Units => Endings.Length;

    /// <summary>Parses a name; false if it is invalid.</summary>
    public static bool TryParse(ReadOnlySpan<char> name, out HostedTool tool, out ToolFeeUnit unit)
    {
        var dot = name.IndexOf('.');
        tool = HostedToolNames.Find(dot < 0 ? name : name[..dot]);
        unit = ToolFeeUnit.Call;
        for (var i = 0; i < Endings.Length; i++)
        {
            if (name[(dot < 0 ? name.Length : dot)..].Equals(Endings[i], StringComparison.OrdinalIgnoreCase))
            {
                unit = (ToolFeeUnit)i;
                return tool != HostedTool.None;
            }
        }

        return false;
    }
}
