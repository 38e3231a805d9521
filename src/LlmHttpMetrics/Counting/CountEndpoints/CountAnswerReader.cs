using System.Net;
using System.Text.Json;

namespace LlmHttpMetrics.Counting.CountEndpoints;

/// <summary>Reads the answer of a count endpoint, and validates everything in it.</summary>
internal sealed class CountAnswerReader(TimeProvider time)
{
    /// <summary>Answers have about fifty bytes; Gemini's also list the tokens by modality.</summary>
    private const int MaxLength = 4096;

    public async Task<CountAnswer> ReadAsync(HttpResponseMessage response, string figure, long maxTokens, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return Refused(response);
        }

        var buffer = new byte[MaxLength + 1];
        var length = 0;
        using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        while (length <= MaxLength)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return Parse(buffer.AsSpan(0, length), figure, maxTokens);
            }

            length += read;
        }

        return CountAnswer.Implausible("a body that is too long");
    }

    private static CountAnswer Parse(ReadOnlySpan<byte> json, string figure, long maxTokens)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            long? count = null;
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return CountAnswer.Implausible("a body that is not a JSON object");
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isFigure = reader.ValueTextEquals(figure);
                reader.Read();
                if (isFigure)
                {
                    count = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : -1;
                }

                reader.Skip();
            }

            // If anything follows the object, this is not JSON, and the reader throws.
            reader.Read();
            return count is { } tokens && tokens > 0 && tokens <= maxTokens ? new(tokens, Reason: null) : CountAnswer.Implausible("an implausible number");
        }
        catch (JsonException)
        {
            return CountAnswer.Implausible("a body that is not a JSON object");
        }
    }

    private CountAnswer Refused(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var reason = response.StatusCode == HttpStatusCode.TooManyRequests ? FallbackReasons.CountApiLimited : FallbackReasons.CountApiFailed;
        return new(null, reason)
        {
            Fault = FormattableString.Invariant($"status {status}"),
            IsRefusal = response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity,
            RetryAfter = RetryAfter(response),
        };
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };
}
