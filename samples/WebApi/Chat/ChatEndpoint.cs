using LlmHttpMetrics;
using WebApi.Providers;

namespace WebApi.Chat;

/// <summary><c>POST /chat</c>: streams the provider's answer as plain text.</summary>
internal static class ChatEndpoint
{
    public static void AddChatJson(this IServiceCollection services) =>
        services.AddProblemDetails().ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ChatJson.Default));

    public static void MapChat(this IEndpointRouteBuilder endpoints, string path) => endpoints.MapPost(path, AnswerAsync);

    private static async Task<IResult> AnswerAsync(ChatRequest chat, ChatService service, IReadOnlyList<ProviderSettings> providers, HttpContext context)
    {
        if (chat.Errors(providers) is { Count: > 0 } errors)
        {
            return TypedResults.ValidationProblem(errors);
        }

        // Recorded on spans and events; with MetricTags or AddLlmStatistics' Tags also in metrics and statistics.
        using var scope = LlmCall.Begin(new LlmCallInfo { Feature = "chat" });
        await using var answer = service.AskAsync(new ProviderCall(chat.Provider!, chat.Model!, chat.Message!), context.RequestAborted).GetAsyncEnumerator();
        try
        {
            // The status is not sent before the first words are available.
            var more = await answer.MoveNextAsync();
            context.Response.ContentType = "text/plain; charset=utf-8";
            for (; more; more = await answer.MoveNextAsync())
            {
                await context.Response.WriteAsync(answer.Current, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }

            return TypedResults.Empty;
        }
        catch (Exception e) when (e is ProviderException or HttpRequestException or IOException && !context.Response.HasStarted)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status502BadGateway);
        }
        catch (Exception e) when (e is ProviderException or HttpRequestException or IOException or OperationCanceledException)
        {
            // It is too late for an error status: the caller sees that the answer is incomplete.
            context.Abort();
            return TypedResults.Empty;
        }
    }
}
