"""The command line: parse, call, show; one module a command."""
