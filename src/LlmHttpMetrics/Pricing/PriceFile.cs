using LlmHttpMetrics.Registration;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Pricing;

/// <summary>
/// A user's file of prices, read again when it has changed. It is looked at from time to time: watching would miss the files that
/// are links (mounted configuration) or lie on another machine.
/// </summary>
internal sealed class PriceFile : IPriceLayer, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly string _path;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private PriceTable _table;
    private (DateTime, long) _stamp;

    /// <param name="path">The file.</param>
    /// <param name="time">Tells when it is time to look.</param>
    /// <param name="logger">Told of changes.</param>
    /// <exception cref="PriceFormatException">The file is missing or wrong.</exception>
    public PriceFile(string path, TimeProvider time, ILogger logger)
    {
        _path = path;
        _logger = logger;
        _stamp = Stamp(path);
        _table = Load(path);

        // Whoever forgets the prices forgets the timer with them.
        _timer = time.CreateTimer(static state => Look((WeakReference<PriceFile>)state!), new WeakReference<PriceFile>(this), Interval, Timeout.InfiniteTimeSpan);
    }

    public PriceTable Table => Volatile.Read(ref _table);

    /// <summary>Reads a file of prices.</summary>
    /// <exception cref="PriceFormatException">The file is missing or wrong.</exception>
    public static PriceTable Load(string path)
    {
        PriceErrors errors = new();
        if (PriceFileBytes.Read(path, errors) is { } utf8)
        {
            var document = PriceReader.Read(utf8, path, errors);
            if (!errors.Any)
            {
                var name = Path.GetFileName(path);
                return new PriceTable(document.Date is { } date ? $"{name} {date:yyyy-MM-dd}" : name, document.Prices.Select(placed => placed.Price));
            }
        }

        throw new PriceFormatException(errors);
    }

    public void Dispose() => _timer.Dispose();

    private static void Look(WeakReference<PriceFile> reference)
    {
        if (reference.TryGetTarget(out var file))
        {
            file.Look();
        }
    }

    private void Look()
    {
        try
        {
            // A file that is wrong is told once, not at every look.
            var stamp = Stamp(_path);
            if (stamp != _stamp)
            {
                _stamp = stamp;
                Volatile.Write(ref _table, Load(_path));
                Log.PricesChanged(_logger, _path, _table.Name);
            }
        }
        catch (PriceFormatException e)
        {
            Log.PricesRefused(_logger, _path, e.Message);
        }
        finally
        {
            _timer.Change(Interval, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Changes with the file; a link is followed, since what it leads to is what changes.</summary>
    private static (DateTime Written, long Length) Stamp(string path)
    {
        try
        {
            FileSystemInfo info = new FileInfo(path);
            info = info.ResolveLinkTarget(returnFinalTarget: true) ?? info;
            return info is FileInfo { Exists: true } file ? (file.LastWriteTimeUtc, file.Length) : default;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }
}
