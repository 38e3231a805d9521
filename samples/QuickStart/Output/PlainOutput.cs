using Spectre.Console;

namespace QuickStart.Output;

/// <summary>Turns off colors and cursor movements if the output is a file or a pipe.</summary>
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
