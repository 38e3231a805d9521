using System.ComponentModel.DataAnnotations;

namespace WebApi.Traffic;

/// <summary>The section <c>Traffic</c> of the settings.</summary>
internal sealed class TrafficOptions
{
    /// <summary>Calls that begin each second; 0 for none.</summary>
    [Range(0, 1_000)]
    public double CallsPerSecond { get; set; } = 3;

    /// <summary>How many calls are made in all; without it there is no end.</summary>
    [Range(1, int.MaxValue)]
    public int? MaxCalls { get; set; }
}
