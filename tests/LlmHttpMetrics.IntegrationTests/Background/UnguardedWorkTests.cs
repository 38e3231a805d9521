using LlmHttpMetrics.HealthChecks;
using LlmHttpMetrics.Prometheus;
using LlmHttpMetrics.Tokenizers;

namespace LlmHttpMetrics.IntegrationTests.Background;

/// <summary>
/// All work on timers, threads and external events is started by BackgroundWork, which guards it and lets no execution context flow. Exceptions
/// from this rule are listed here with their reasons.
/// </summary>
public sealed class UnguardedWorkTests
{
    private const string Guard = "BackgroundWork";

    private static readonly Type[] Assemblies =
    [
        typeof(LlmMonitoring), typeof(LlmProviderHealthCheckOptions), typeof(LlmPrometheusMetrics), typeof(TokenEncodings)
    ];

    private static readonly Dictionary<(string Caller, string Call), string> Reasoned = new()
    {
        [("DropSentinel", "DropSentinel.Finalize")] = "It only queues, and touches nothing that has a finalizer.",
        [(
            "DropSentinel",
            "ThreadPool.UnsafeQueueUserWorkItem")] = "A finalizer must not make closures; what is queued ends a response, whose every step is guarded.",
        [(
            "RequestCapture",
            "Task.Run")] = "A synchronous caller waits for it with a token, gets what it throws, and it reads the caller's content in the caller's context.",
        [("RequestCapture", "Task.ContinueWith")] = "It only marks the exception of a copy that is no longer waited for as seen.",
        [("BpeVocabulary", "Parallel.Invoke")] = "The caller waits for it and gets what it throws.",
        [("EventQueue", "CancellationTokenSource..ctor")] = "Its token is given to a channel alone.",
        [("LlmEventLog", "CancellationTokenSource..ctor")] = "Its token is given to waits of the runtime alone.",
    };

    [TestCaseSource(nameof(Assemblies))]
    public void Assembly_StartsNoWorkInAnotherWay(Type type)
    {
        using CallSites sites = new(type.Assembly.Location);
        var found = sites.All()
            .Where(site => site.Caller != Guard && !IsOfCoverage(site.Caller, type) && IsStart(site.Type, site.Method, site.Parameters))
            .Select(site => (site.Caller, Call: $"{site.Type}.{site.Method}"))
            .Distinct()
            .Where(site => !Reasoned.ContainsKey(site))
            .Select(site => $"{site.Caller} calls {site.Call}");

        Assert.That(found, Is.Empty);
    }

    [Test]
    public void Scan_OfAnAssemblyThatDoesAllOfIt_FindsAllOfIt()
    {
        using CallSites sites = new(typeof(UnguardedWorkTests).Assembly.Location);
        var found = sites.All()
            .Where(site => site.Caller == nameof(EveryWay) && IsStart(site.Type, site.Method, site.Parameters))
            .Select(site => $"{site.Type}.{site.Method}");

        Assert.That(found.Distinct(), Is.EquivalentTo(EveryWay.Calls));
    }

    /// <summary>The collector of coverage adds a class of its own to an assembly, named after it.</summary>
    private static bool IsOfCoverage(string caller, Type type) => caller.StartsWith($"{type.Assembly.GetName().Name}_", StringComparison.Ordinal);

    private static bool IsStart(string type, string method, int parameters) => (type, method) switch
    {
        ("Timer" or "PeriodicTimer" or "Thread", ".ctor") => true,
        ("TimeProvider", "CreateTimer") => true,
        ("ThreadPool", _) => true,
        ("Task" or "Task`1", "Run" or "ContinueWith" or "Start" or ".ctor") => true,
        ("TaskFactory" or "TaskFactory`1", _) => true,
        ("Parallel", _) => true,
        ("CancellationToken", "Register" or "UnsafeRegister") => true,
        ("CancellationTokenSource", ".ctor") => parameters > 0,
        ("CancellationTokenSource", "CancelAfter") => true,
        ("ChangeToken" or "OptionsMonitorExtensions" or "IOptionsMonitor`1", "OnChange") => true,
        ("IChangeToken", "RegisterChangeCallback") => true,
        ("AsyncVoidMethodBuilder", _) => true,
        (_, "OnCompleted" or "UnsafeOnCompleted") => type.Contains("Awaiter", StringComparison.Ordinal),
        (_, "Finalize") => type != "Object",
        _ => method.StartsWith("add_", StringComparison.Ordinal),
    };
}
