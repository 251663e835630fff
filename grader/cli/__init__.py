"""One file per command: parse, one use case, render, exit code.

Only this floor reads the clock, the environment and the current folder.
"""
