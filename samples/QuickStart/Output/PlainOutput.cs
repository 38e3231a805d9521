using Spectre.Console;

namespace QuickStart.Output;

/// <summary>Leaves colours and cursor movements out where the output goes to a file or a pipe.</summary>
internal static class PlainOutput
{
    private const int Width = 100;

    public static void UseWhereRedirected()
    {
        if (!Console.IsOutputRedirected)
        {
            return;
        }

        AnsiConsole.Profile.Capabilities.Ansi = false;
        AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
        AnsiConsole.Profile.Width = Width;
    }
}
