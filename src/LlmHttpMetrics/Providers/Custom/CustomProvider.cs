namespace LlmHttpMetrics.CustomProviders;

/// <summary>A provider that this library does not know, or that differs from what it knows: its hosts and its endpoints.</summary>
public sealed class CustomProvider
{
    /// <summary>The value of <c>gen_ai.provider.name</c>. Required.</summary>
    /// <value>The default is empty, which is not valid.</value>
    public string Name { get; set; } = "";

    /// <summary>
    /// The hosts, at least one: a name (<c>llm.acme.example</c>), all names with a suffix (<c>*.acme.example</c>), or any host (<c>*</c>), each
    /// with or without a port (<c>localhost:8000</c>). They take precedence over the built-in hosts; <c>*</c> alone stands for the hosts that no
    /// built-in provider owns.
    /// </summary>
    /// <value>The default is empty, which is not valid.</value>
    public IList<string> Hosts { get; } = [];

    /// <summary>The endpoints, at least one. Other paths of the hosts are handled as without this provider.</summary>
    /// <value>The default is empty, which is not valid.</value>
    public IList<CustomEndpoint> Endpoints { get; } = [];

    /// <summary>The configuration setting that this was bound from.</summary>
    internal string? Setting { get; set; }
}
