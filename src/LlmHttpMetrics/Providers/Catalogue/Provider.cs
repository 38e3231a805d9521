namespace LlmHttpMetrics.Providers.Catalogue;

/// <summary>The hosts of one provider and its endpoints.</summary>
/// <param name="Name">The value of <c>gen_ai.provider.name</c>.</param>
/// <param name="Hosts">
/// Host names; a leading <c>*.</c> stands for any labels, a <c>:port</c> restricts each form to that port, <c>*</c> is any host.
/// </param>
/// <param name="Endpoints">The endpoints of these hosts; the longest matching path end is used.</param>
internal sealed record Provider(string Name, string[] Hosts, EndpointRule[] Endpoints)
{
    /// <summary>Only paths that begin with this belong to the provider, where <c>*</c> stands for any segment; empty for all.</summary>
    public string PathStart { get; init; } = "";

    /// <summary>
    /// The label that identifies the service in the host name (<c>bedrock-runtime</c>, also with a suffix as in <c>bedrock-runtime-fips</c>);
    /// null for all.
    /// </summary>
    public string? HostLabel { get; init; }

    /// <summary>Its hosts serve other APIs at the same paths, so the payload has to show that it is a model call, as at an unknown host.</summary>
    public bool NeedsEvidence { get; init; }

    /// <summary>
    /// Its hosts belong to the provider, so that other formats are read there with its name. False for shared hosts: any host, a gateway.
    /// </summary>
    public bool OwnsHosts { get; init; } = !Hosts.Contains(HostTable.AnyHost);

    /// <summary>The path segment before the model's name (<c>deployments</c>); a model in the payload takes precedence.</summary>
    public string? ModelSegment { get; init; }
}
