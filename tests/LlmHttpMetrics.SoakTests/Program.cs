using LlmHttpMetrics.SoakTests;

return await CommandLine.Create().Parse(args).InvokeAsync();
