"""Flashcards: decks, what the learner remembers of them, and sessions that bring them back in time."""
