using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace LlmHttpMetrics.AotSmoke;

/// <summary>What the program was made into.</summary>
internal static class Deployment
{
    public static string Kind => !RuntimeFeature.IsDynamicCodeSupported ? "native" : IsSingleFile ? "trimmed" : "plain";

    private static bool IsSingleFile
    {
        [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "The empty answer is the one that is looked for.")]
        get => typeof(Deployment).Assembly.Location.Length == 0;
    }
}
