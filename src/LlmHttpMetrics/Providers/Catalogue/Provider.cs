namespace LlmHttpMetrics.Providers.Catalogue;

/// <summary>Hosts of one provider and what they speak.</summary>
/// <param name="Name">The value of <c>gen_ai.provider.name</c>.</param>
/// <param name="Hosts">Host names; a leading <c>*.</c> stands for any labels, a <c>:port</c> narrows each form to that port, <c>*</c> is any host.</param>
/// <param name="Endpoints">The endpoints of these hosts; the longest path end wins.</param>
internal sealed record Provider(string Name, string[] Hosts, EndpointRule[] Endpoints)
{
    /// <summary>Only paths that begin with this belong to the provider, a <c>*</c> standing for any segment; empty for all.</summary>
    public string PathStart { get; init; } = "";

    /// <summary>The label that says which service of a host's domain it is (<c>bedrock-runtime</c>, also with a suffix as in <c>bedrock-runtime-fips</c>); null for all.</summary>
    public string? HostLabel { get; init; }

    /// <summary>Its hosts serve other things at the same paths, so that the payload has to show what it is, as at a host that nobody knows.</summary>
    public bool NeedsEvidence { get; init; }

    /// <summary>
    /// Its hosts are the provider's, so that other formats are read there under its name. False for hosts that many share: any host, a gateway.
    /// </summary>
    public bool OwnsHosts { get; init; } = !Hosts.Contains(HostTable.AnyHost);

    /// <summary>The path segment that the model's name follows (<c>deployments</c>); the payload's own model wins.</summary>
    public string? ModelSegment { get; init; }
}
