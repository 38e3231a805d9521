namespace QuickStart.Traffic;

/// <summary>The names of the clients.</summary>
internal static class Clients
{
    public const string Patient = "patient";

    /// <summary>Gives up after two seconds; it gets the calls that are never answered.</summary>
    public const string Impatient = "impatient";
}
