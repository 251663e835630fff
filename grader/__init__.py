"""A course on vanishing gradients that grades itself. `grader check` is the door; the floors are in CONTRIBUTING.md."""

__version__ = "0.1.0"
