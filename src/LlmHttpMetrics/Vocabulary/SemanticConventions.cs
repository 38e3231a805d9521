using System.Diagnostics.CodeAnalysis;

namespace LlmHttpMetrics;

/// <summary>The generation of OpenTelemetry's GenAI conventions that the <c>gen_ai.*</c> instruments and the spans follow.</summary>
[Flags]
[SuppressMessage("Naming", "CA1707", Justification = "The versions of the conventions have a dot.")]
[SuppressMessage("Design", "CA1069", Justification = "The newest generation has two names: its own, and that of being the newest.")]
public enum SemanticConventions
{
    /// <summary>
    /// The last generation of https://github.com/open-telemetry/semantic-conventions, v1.41, which dashboards and backends support. The default.
    /// </summary>
    V1_41 = 1,

    /// <summary>The first release of https://github.com/open-telemetry/semantic-conventions-genai, v0.1.0.</summary>
    V0_1 = 2,

    /// <summary>The newest released generation, currently <see cref="V0_1"/>. A later version of this library may change it.</summary>
    Latest = V0_1,

    /// <summary>Both at once, for the time in which dashboards are migrated.</summary>
    Both = V1_41 | Latest,
}
