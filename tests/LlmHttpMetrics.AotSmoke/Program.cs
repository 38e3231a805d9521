using LlmHttpMetrics.AotSmoke;

var checks = new Checks();
if (args is [var expected])
{
    checks.Same("made into", expected, Deployment.Kind);
}

await ListenerSmoke.RunAsync(checks);
await MonitoringSmoke.RunAsync(checks);
await PrometheusSmoke.RunAsync(checks);
OptionsSmoke.Run(checks);
await EventLogSmoke.RunAsync(checks);
await TokenizerSmoke.RunAsync(checks);
return checks.Report() ? 0 : 1;
