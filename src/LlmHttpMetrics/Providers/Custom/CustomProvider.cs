namespace LlmHttpMetrics.CustomProviders;

/// <summary>A provider that this library does not know, or knows otherwise: its hosts and what they speak.</summary>
public sealed class CustomProvider
{
    /// <summary>The value of <c>gen_ai.provider.name</c>. Required.</summary>
    /// <value>The default is empty, which is refused.</value>
    public string Name { get; set; } = "";

    /// <summary>
    /// The hosts, at least one: a name (<c>llm.acme.example</c>), all names that end so (<c>*.acme.example</c>), or any host
    /// (<c>*</c>), each with a port (<c>localhost:8000</c>) or without. They go before the built-in hosts; <c>*</c> alone stands
    /// for the hosts that no built-in provider claims for itself.
    /// </summary>
    /// <value>The default is none, which is refused.</value>
    public IList<string> Hosts { get; } = [];

    /// <summary>The endpoints, at least one. Other paths of the hosts are judged as they are without this provider.</summary>
    /// <value>The default is none, which is refused.</value>
    public IList<CustomEndpoint> Endpoints { get; } = [];

    /// <summary>The setting in configuration that this was bound from.</summary>
    internal string? Setting { get; set; }
}
