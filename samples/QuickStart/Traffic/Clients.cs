namespace QuickStart.Traffic;

/// <summary>The names of the clients.</summary>
internal static class Clients
{
    public const string Patient = "patient";

    /// <summary>Has a timeout of two seconds; makes the calls that are never answered.</summary>
    public const string Impatient = "impatient";
}
