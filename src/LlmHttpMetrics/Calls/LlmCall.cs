using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics;

/// <summary>Says what the calls made from here on belong to.</summary>
public static class LlmCall
{
    private static readonly HttpRequestOptionsKey<LlmCallInfo> Key = new("LlmHttpMetrics.Call");
    private static bool s_keyIsUsed;

    /// <summary>Sets the same for one request alone; goes before the ambient scope.</summary>
    public static HttpRequestOptionsKey<LlmCallInfo> OptionsKey
    {
        get
        {
            s_keyIsUsed = true;
            return Key;
        }
    }

    private static readonly AsyncLocal<Scope?> Ambient = new();

    /// <summary>The innermost scope that is open in this asynchronous flow.</summary>
    public static LlmCallInfo? Current => Ambient.Value?.Info;

    /// <summary>What this request belongs to. Its options are left alone until somebody has asked for the key: to look into them would allocate them.</summary>
    internal static LlmCallInfo? Of(HttpRequestMessage request) =>
        s_keyIsUsed && request.Options.TryGetValue(Key, out var info) ? info : Current;

    /// <summary>The id that calls made in the same scope share, such as an SDK's retries.</summary>
    internal static string? CurrentId => Ambient.Value?.Id;

    /// <summary>Opens a scope for the calls of this asynchronous flow, until it is disposed.</summary>
    /// <param name="info">What the calls belong to.</param>
    /// <returns>The scope; disposing it restores the one around it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="info"/> is <see langword="null"/>.</exception>
    public static IDisposable Begin(LlmCallInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        return Ambient.Value = new Scope(info, Ambient.Value);
    }

    private sealed class Scope(LlmCallInfo info, Scope? outer) : IDisposable
    {
        private readonly Scope? _outer = outer;
        private string? _id;
        private bool _isDisposed;

        public LlmCallInfo Info => info;

        /// <summary>Made for the first call; two first calls at once get the same.</summary>
        public string Id => Volatile.Read(ref _id) ?? MakeId();

        public void Dispose()
        {
            _isDisposed = true;
            while (Ambient.Value is { _isDisposed: true } scope)
            {
                Ambient.Value = scope._outer;
            }
        }

        private string MakeId()
        {
            var made = RecordId.New().ToString("n");
            return Interlocked.CompareExchange(ref _id, made, null) ?? made;
        }
    }
}
