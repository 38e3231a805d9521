using System.Buffers;
using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Vocabulary;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>Writes each event and amendment as one complete line with a single write. Lines that cannot be written wait, up to a limit.</summary>
/// <param name="file">The target.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Logs faults.</param>
/// <param name="instruments">Count faults.</param>
internal sealed class LineWriter(ILineFile file, TimeProvider time, ILogger logger, LlmInstruments instruments) : IDisposable
{
    /// <summary>The maximum length of the lines that wait while they cannot be written.</summary>
    public const int MaxWaitingBytes = 1024 * 1024;

    /// <summary>The time until the next attempt.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly object _lock = new();
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly WaitingLines _waiting = new(MaxWaitingBytes);
    private long _failed;
    private bool _isFailing;
    private long _lost;
    private bool _isDisposed;
    private Exception? _unreported;

    /// <summary>The file that is being written.</summary>
    public string? Path
    {
        get
        {
            lock (_lock)
            {
                return file.Path;
            }
        }
    }

    /// <summary>Writes a line to the operating system, or keeps it until that is possible. Never throws.</summary>
    /// <param name="item">The event or amendment.</param>
    /// <param name="format">Writes the line without its line break.</param>
    public void Write<T>(T item, Action<IBufferWriter<byte>, T> format)
    {
        lock (_lock)
        {
            try
            {
                _line.ResetWrittenCount();
                format(_line, item);
                _line.Write("\n"u8);
            }
            catch (Exception)
            {
                instruments.Faults.Failed(Stages.EventLog);
                return;
            }

            if (_isFailing && time.GetElapsedTime(_failed) < Pause)
            {
                Keep();
            }
            else if (!TryWriteWaiting() || !TryWrite(_line.WrittenSpan))
            {
                Keep();
            }
        }
    }

    /// <summary>Writes the lines that wait, and flushes to the disk if the options require it.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Flush()
    {
        lock (_lock)
        {
            var fault = _unreported;
            _unreported = null;
            var isWritten = TryWriteWaiting();
            if (isWritten && !Try(file.FlushToDisk, out var unflushed))
            {
                fault ??= unflushed;
            }

            if (!isWritten || fault is not null)
            {
                throw new IOException($"The {file.Description} cannot be written; {_waiting.Count} events wait. {fault?.Message}".TrimEnd(), fault);
            }

            if (_isDisposed)
            {
                file.Close();
            }
        }
    }

    /// <summary>Tests whether the file can be written, and logs if not. Never throws.</summary>
    public void Probe()
    {
        lock (_lock)
        {
            Try(file.Probe, out _);
        }
    }

    /// <summary>Tries again to write the lines that wait, and closes a file that has reached its maximum age, even if no event arrives.</summary>
    public void Tick()
    {
        lock (_lock)
        {
            TryWriteWaiting();
            file.CloseIfDue();
        }
    }

    /// <summary>Flushes and closes the file. The next event starts a new one, or opens it again.</summary>
    public void Close()
    {
        lock (_lock)
        {
            FlushAndKeepFault();
            file.Close();
        }
    }

    /// <summary>Removes waiting lines that match a filter.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="onlyAmendments">Whether events are kept.</param>
    /// <returns>The number of events removed.</returns>
    public long Remove(LineFilter filter, bool onlyAmendments)
    {
        lock (_lock)
        {
            return _waiting.Remove(filter, onlyAmendments);
        }
    }

    /// <summary>Closes the file. A later event opens it again, until the next flush.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            if (TryWriteWaiting())
            {
                FlushAndKeepFault();
            }

            file.Dispose();
        }
    }

    /// <summary>Flushes the file; <see cref="Flush"/> reports a fault.</summary>
    private void FlushAndKeepFault()
    {
        if (!Try(file.FlushToDisk, out var fault))
        {
            _unreported ??= fault;
        }
    }

    private void Keep()
    {
        if (!_waiting.TryAdd(_line.WrittenSpan))
        {
            _lost++;
            instruments.EventsDropped.Add(1, ConstantTags.Of(instruments.EventsDropped));
        }
    }

    private bool TryWriteWaiting()
    {
        if (_waiting.Count > 0)
        {
            if (!TryWrite(_waiting.Lines))
            {
                return false;
            }

            _waiting.Clear();
        }

        return true;
    }

    private bool TryWrite(ReadOnlySpan<byte> lines)
    {
        try
        {
            file.Append(lines);
            Succeed();
            return true;
        }
        catch (Exception e)
        {
            Fail(e);
            return false;
        }
    }

    private bool Try(Action action, out Exception? fault)
    {
        try
        {
            action();
            fault = null;
            return true;
        }
        catch (Exception e)
        {
            Fail(e);
            fault = e;
            return false;
        }
    }

    private void Fail(Exception e)
    {
        instruments.Faults.Failed(Stages.EventLog);
        _failed = time.GetTimestamp();
        if (!_isFailing)
        {
            _isFailing = true;
            _lost = 0;
            Log.CannotWrite(logger, file.Description, e.Message, MaxWaitingBytes);
        }
    }

    private void Succeed()
    {
        if (_isFailing)
        {
            _isFailing = false;
            Log.WritesAgain(logger, file.Description, _lost);
        }
    }
}
