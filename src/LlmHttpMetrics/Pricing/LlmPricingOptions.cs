namespace LlmHttpMetrics;

/// <summary>The prices of calls. Prices that are set here take precedence over the table of the package.</summary>
public sealed class LlmPricingOptions
{
    /// <summary>Custom prices.</summary>
    /// <value>The default is none.</value>
    public IList<LlmPrice> Prices { get; } = [];

    /// <summary>
    /// A file of prices (JSON, in the format of the package's table). Its content is compared every five seconds. If a changed file is invalid or
    /// cannot be read, that is logged and the previous prices stay in use; if the file is invalid at startup, the application does not start.
    /// </summary>
    /// <value>The default is <see langword="null"/>: none. A relative path is relative to the current directory.</value>
    public string? File { get; set; }

    /// <summary>
    /// The models whose prices are used, by the model name in the request: deployments of Azure, aliases of a gateway. Letter case is ignored.
    /// </summary>
    /// <value>The default is none: the model that answered is used, or else the requested one.</value>
    public IDictionary<string, string> Deployments { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether models without a price here are priced by the table of the package.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool EmbeddedTable { get; set; } = true;
}
