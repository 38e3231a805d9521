using LlmHttpMetrics.FuzzTests.LongMode;

return CommandLine.Create().Parse(args).Invoke();
