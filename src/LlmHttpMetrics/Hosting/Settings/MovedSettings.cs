namespace LlmHttpMetrics.Hosting.Settings;

/// <summary>Former settings of a client that are now set once for all clients of a service provider.</summary>
internal static class MovedSettings
{
    public static readonly Dictionary<string, string> OfClients = new(StringComparer.OrdinalIgnoreCase)
    {
        ["EventQueueCapacity"] = Shared("EventQueue:Capacity"),
        ["EventQueueWait"] = Shared("EventQueue:Wait"),
        ["EventQueueDrainTimeout"] = Shared("EventQueue:DrainTimeout"),
        ["Learning"] = Shared("Learning"),
        ["Pricing"] = Shared("Pricing"),
        ["MaxTagValues"] = Shared("Tags:MaxTagValues"),
    };

    private static string Shared(string setting) =>
        $"is no longer a setting of a client: set {setting} in the section passed to services.ConfigureLlmMonitoring(section), for all clients.";
}
