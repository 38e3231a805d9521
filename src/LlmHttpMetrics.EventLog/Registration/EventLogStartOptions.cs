namespace LlmHttpMetrics.EventLog.Registration;

/// <summary>Stands for the start of the event logs among the options that a host validates when it starts.</summary>
internal sealed class EventLogStartOptions;
