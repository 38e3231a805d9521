using System.Text.RegularExpressions;

namespace LlmHttpMetrics.IntegrationTests.Transport.Transparency;

/// <summary>What a caller sees of one exchange, in the order in which it happens, in words that two clients have in common.</summary>
internal sealed partial class Transcript
{
    private readonly List<string> _lines = [];

    public void Add(string line)
    {
        lock (_lines)
        {
            _lines.Add(line);
        }
    }

    /// <summary>What a member returns, or throws.</summary>
    public void Try(string what, Func<object?> member)
    {
        try
        {
            Add($"{what}: {member() ?? "null"}");
        }
        catch (Exception e)
        {
            Add($"{what}: {Describe(e)}");
        }
    }

    /// <inheritdoc cref="Try"/>
    public async Task TryAsync(string what, Func<Task<object?>> member)
    {
        try
        {
            Add($"{what}: {await member() ?? "null"}");
        }
        catch (Exception e)
        {
            Add($"{what}: {Describe(e)}");
        }
    }

    /// <summary>The whole chain, with what callers decide by.</summary>
    public static string Describe(Exception? exception)
    {
        List<string> chain = [];
        var isCancelled = false;
        for (; exception is not null; exception = exception.InnerException)
        {
            isCancelled |= exception is OperationCanceledException;
            if (isCancelled && IsOfAClosedConnection(exception))
            {
                break;
            }

            var more = exception switch
            {
                HttpRequestException http => $"{http.HttpRequestError}, {http.StatusCode}",
                OperationCanceledException cancelled => $"token fired {cancelled.CancellationToken.IsCancellationRequested}",
                ArgumentException argument => argument.ParamName,
                _ => null,
            };
            chain.Add($"{exception.GetType().Name}({more}) {NamesOfObjects().Replace(exception.Message.ReplaceLineEndings(" "), string.Empty)}");
        }

        return string.Join(" <- ", chain);
    }

    public string[] Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>The connection has been closed under a read. Which of these the read ends by, if any, is a race inside the bare client too.</summary>
    public static bool IsOfAClosedConnection(Exception exception) => exception is IOException or ObjectDisposedException;

    /// <summary>A disposed content names its own class, which a stand-in cannot have in common with it.</summary>
    [GeneratedRegex(@" Object name: '[\w.]+'\.")]
    private static partial Regex NamesOfObjects();
}
