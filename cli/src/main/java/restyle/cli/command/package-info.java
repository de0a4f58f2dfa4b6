/** What every command has: its console, exit codes, progress, messages for what goes wrong, and how it is told to stop. Knows no command. */
package restyle.cli.command;
