using System.Diagnostics.CodeAnalysis;

namespace LlmHttpMetrics;

/// <summary>Which generation of OpenTelemetry's GenAI conventions the <c>gen_ai.*</c> instruments follow.</summary>
[Flags]
public enum SemanticConventions
{
    /// <summary>The last published generation, v1.41, which dashboards and backends know.</summary>
    [SuppressMessage("Naming", "CA1707", Justification = "The convention's version has a dot.")]
    V1_41 = 1,

    /// <summary>The newest, unreleased generation.</summary>
    Latest = 2,

    /// <summary>Both at once, for the time of a change.</summary>
    Both = V1_41 | Latest,
}
