"""What the README's figures come from: `python -m benchmarks.check` and `python -m benchmarks.naming`."""
