// Every room uses these words.
global using LlmHttpMetrics.Vocabulary;
