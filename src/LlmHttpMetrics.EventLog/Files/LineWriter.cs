using System.Buffers;
using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Vocabulary;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>Writes events and their amendments as they come, each as one write of one whole line. What cannot be written waits, up to a limit.</summary>
/// <param name="file">Where they go.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where faults are told.</param>
/// <param name="instruments">Where they are counted.</param>
internal sealed class LineWriter(ILineFile file, TimeProvider time, ILogger logger, LlmInstruments instruments) : IDisposable
{
    /// <summary>Bytes of events that wait while they cannot be written.</summary>
    public const int MostWaiting = 1024 * 1024;

    /// <summary>How long to wait until the next try.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly object _lock = new();
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly WaitingLines _waiting = new(MostWaiting);
    private long _failed;
    private bool _isFailing;
    private long _lost;
    private bool _isDisposed;
    private Exception? _untold;

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

    /// <summary>Hands a line to the operating system, or keeps it until that can be done. Never throws.</summary>
    /// <param name="item">What the line is made of.</param>
    /// <param name="format">Makes the line, without its line break.</param>
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

    /// <summary>Writes what waits, and has the disk have it where the options say so.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Flush()
    {
        lock (_lock)
        {
            var fault = _untold;
            _untold = null;
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

    /// <summary>Finds out whether it can be written, and says so if not. Never throws.</summary>
    public void Probe()
    {
        lock (_lock)
        {
            Try(file.Probe, out _);
        }
    }

    /// <summary>Tries again to write what waits, and closes the file where its time is up, though no event comes.</summary>
    public void Tick()
    {
        lock (_lock)
        {
            TryWriteWaiting();
            file.CloseIfDue();
        }
    }

    /// <summary>Closes the file, all of which is where it belongs. The next event begins a new one, or opens it again.</summary>
    public void Close()
    {
        lock (_lock)
        {
            FlushUntold();
            file.Close();
        }
    }

    /// <summary>Forgets those of the lines that wait.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="amendmentsAlone">Events stay.</param>
    /// <returns>How many of them were events.</returns>
    public long Forget(LineFilter filter, bool amendmentsAlone)
    {
        lock (_lock)
        {
            return _waiting.Remove(filter, amendmentsAlone);
        }
    }

    /// <summary>Closes the file. What still comes opens it again, until it is flushed.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            if (TryWriteWaiting())
            {
                FlushUntold();
            }

            file.Dispose();
        }
    }

    /// <summary>Makes sure of the file; the next who asks for that is told what was wrong.</summary>
    private void FlushUntold()
    {
        if (!Try(file.FlushToDisk, out var fault))
        {
            _untold ??= fault;
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
            Log.CannotWrite(logger, file.Description, e.Message, MostWaiting);
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
