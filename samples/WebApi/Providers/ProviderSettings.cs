namespace WebApi.Providers;

/// <summary>A provider that the service may call.</summary>
internal sealed record ProviderSettings
{
    /// <summary>The name of its HttpClient.</summary>
    public required string Name { get; init; }

    /// <summary>Its wire format.</summary>
    public required WireFormat Format { get; init; }

    /// <summary>The models that the live page offers.</summary>
    public required string[] Models { get; init; }

    public static IReadOnlyList<ProviderSettings> Of(IConfiguration configuration) =>
        configuration.GetRequiredSection("Providers").Get<ProviderSettings[]>()!;
}
