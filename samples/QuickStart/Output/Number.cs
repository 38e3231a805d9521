using System.Globalization;

namespace QuickStart.Output;

/// <summary>Formats figures.</summary>
internal static class Number
{
    public static string Of(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Milliseconds(TimeSpan? time) => time?.TotalMilliseconds.ToString("N1", CultureInfo.InvariantCulture) ?? "";

    public static string Verdict(bool agrees) => agrees ? "[green]same[/]" : "[red]DIFFERS[/]";
}
