using System.Security.Cryptography;
using System.Text;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.IntegrationTests.Conformance;

/// <summary>Collects the visible text of an answer, choice by choice.</summary>
internal sealed class AnswerText : ITextSink
{
    private readonly SortedDictionary<int, MemoryStream> _choices = [];

    public int Utf16Length => Encoding.UTF8.GetCharCount(Bytes);

    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Bytes));

    private byte[] Bytes => [.. _choices.Values.SelectMany(choice => choice.ToArray())];

    public void OnText(TextKind kind, int part, ReadOnlySpan<byte> utf8)
    {
        if (kind == TextKind.Answer)
        {
            if (!_choices.TryGetValue(part, out var choice))
            {
                _choices[part] = choice = new MemoryStream();
            }

            choice.Write(utf8);
        }
    }
}
