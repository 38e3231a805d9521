using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Pricing;

/// <summary>The name of a fee: a hosted tool, and after a dot what the fee is for where that is no call of it.</summary>
internal static class ToolFeeName
{
    private static readonly string[] Endings = ["", ".request", ".low", ".medium", ".high"];

    /// <summary>What a name may be.</summary>
    public static string Allowed { get; } =
        $"{string.Join(", ", HostedToolNames.All)}, each alone or with {string.Join(", ", Endings.Skip(1))}";

    /// <summary>Fees that a tool may have.</summary>
    public static int Units => Endings.Length;

    /// <summary>Reads a name; false where it is none.</summary>
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
