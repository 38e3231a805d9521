using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics;

/// <summary>Provides information about the calls made within a scope.</summary>
public static class LlmCall
{
    private static readonly HttpRequestOptionsKey<LlmCallInfo> Key = new("LlmHttpMetrics.Call");
    private static bool s_keyIsUsed;

    /// <summary>The key that sets the information for a single request; takes precedence over the ambient scope.</summary>
    public static HttpRequestOptionsKey<LlmCallInfo> OptionsKey
    {
        get
        {
            s_keyIsUsed = true;
            return Key;
        }
    }

    private static readonly AsyncLocal<Scope?> Ambient = new();

    /// <summary>The innermost scope in this asynchronous flow.</summary>
    public static LlmCallInfo? Current => Ambient.Value?.Info;

    /// <summary>The information for this request. Its options are only read once the key has been used, since reading them would allocate them.</summary>
    internal static LlmCallInfo? Of(HttpRequestMessage request) =>
        s_keyIsUsed && request.Options.TryGetValue(Key, out var info) ? info : Current;

    /// <summary>The id shared by calls made in the same scope, such as the retries of an SDK.</summary>
    internal static string? CurrentId => Ambient.Value?.Id;

    /// <summary>Begins a scope for the calls of this asynchronous flow; the scope ends when it is disposed.</summary>
    /// <param name="info">Information about the calls.</param>
    /// <returns>The scope; disposing it restores the enclosing one.</returns>
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

        /// <summary>Created for the first call; two concurrent first calls get the same id.</summary>
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
