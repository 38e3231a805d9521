using LlmHttpMetrics.Diagnostics.Background;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Pricing;

/// <summary>
/// A user's file of prices, read again when it has changed. It is polled: a file watcher would miss files that are links (mounted configuration)
/// or on another machine.
/// </summary>
internal sealed class PriceFile : IPriceLayer, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly string _path;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private PriceTable _table;
    private UInt128 _content;
    private string? _unreadable;

    /// <param name="path">The file.</param>
    /// <param name="time">The clock of the timer.</param>
    /// <param name="logger">Logs changes.</param>
    /// <param name="background">Runs the timer.</param>
    /// <exception cref="PriceFormatException">The file is missing or invalid.</exception>
    public PriceFile(string path, TimeProvider time, ILogger logger, BackgroundWork background)
    {
        _path = path;
        _logger = logger;
        _table = Load(path, out _content);

        // The timer does not keep the prices alive; it is collected with them.
        WeakReference<PriceFile> self = new(this);
        _timer = background.Timer(time, () => Look(self), Interval, Timeout.InfiniteTimeSpan);
    }

    public PriceTable Table => Volatile.Read(ref _table);

    /// <summary>Reads a file of prices.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">A hash of its content; 0 if it cannot be read.</param>
    /// <exception cref="PriceFormatException">The file is missing or invalid.</exception>
    public static PriceTable Load(string path, out UInt128 content)
    {
        content = default;
        PriceErrors errors = new();
        if (PriceFileBytes.Read(path, errors) is { } utf8)
        {
            content = PriceFileBytes.Fingerprint(utf8);
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
            PriceErrors errors = new();
            if (PriceFileBytes.Fingerprint(_path, errors) is { } seen)
            {
                _unreadable = null;
                ReadAgain(seen);
            }
            else if (errors.ToString() is var reason && reason != _unreadable)
            {
                // The file may be locked or absent for a moment: that is logged once, and the file is read again at every interval.
                _unreadable = reason;
                Log.PricesRefused(_logger, _path, reason);
            }
        }
        finally
        {
            _timer.Change(Interval, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Reads the file if its content has changed. Its size and time may be the same after a change, so they are not used.</summary>
    private void ReadAgain(UInt128 seen)
    {
        if (seen == _content)
        {
            return;
        }

        try
        {
            // An invalid file is logged once, and read again when it has changed.
            Volatile.Write(ref _table, Load(_path, out _content));
            Log.PricesChanged(_logger, _path, _table.Name);
        }
        catch (PriceFormatException e)
        {
            Log.PricesRefused(_logger, _path, e.Message);
        }
    }
}
