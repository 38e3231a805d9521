namespace LlmHttpMetrics;

/// <summary>By which prices calls are priced. Those named here go before the table that comes with the package.</summary>
public sealed class LlmPricingOptions
{
    /// <summary>Prices of one's own.</summary>
    /// <value>The default is none.</value>
    public IList<LlmPrice> Prices { get; } = [];

    /// <summary>
    /// A file of prices (JSON, as the table of the package). Its content is compared every five seconds; a changed one that is wrong, or cannot be
    /// read, is logged and the prices before stay, one that is wrong at the start stops it.
    /// </summary>
    /// <value>The default is <see langword="null"/>: none. A relative path begins at the current directory.</value>
    public string? File { get; set; }

    /// <summary>
    /// The models by whose prices calls are priced, by the name that the request gives for the model: the deployments of Azure, the aliases of a
    /// gateway. Letter case does not matter.
    /// </summary>
    /// <value>The default is none: the model that answered counts, else the one asked for.</value>
    public IDictionary<string, string> Deployments { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether models that have no price here are priced by the table that comes with the package.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool EmbeddedTable { get; set; } = true;
}
