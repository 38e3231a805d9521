using System.ComponentModel.DataAnnotations;

namespace WebApi.Traffic;

/// <summary>The section <c>Traffic</c> of the settings.</summary>
internal sealed class TrafficOptions
{
    /// <summary>The number of calls started per second; 0 for none.</summary>
    [Range(0, 1_000)]
    public double CallsPerSecond { get; set; } = 3;

    /// <summary>The total number of calls; null for no limit.</summary>
    [Range(1, int.MaxValue)]
    public int? MaxCalls { get; set; }
}
