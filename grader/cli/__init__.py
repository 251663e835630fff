"""One file per command: parse, one use case, render, exit code. Only this floor reads the clock, the environment, the current folder."""
