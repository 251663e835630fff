"""What the README's figures come from: `python -m benchmarks.check`, `benchmarks.sandbox` and `benchmarks.naming`."""
