"""Values in, words and pictures out. The only floor besides cli that knows about colour."""
