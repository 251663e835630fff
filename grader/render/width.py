"""How wide a page of text is."""

WIDTH = 88  # columns: as wide as a line of text is read with ease; a narrower terminal gets narrower lines
